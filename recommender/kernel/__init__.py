"""The kernel: everybody compared with everybody, or one with all, exactly and at the speed of the bare products."""
