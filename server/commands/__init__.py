"""The command line, one command a file; what is heavy is imported inside the command that needs it."""
