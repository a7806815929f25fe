"""Reading pages: what was gathered in the browser or from a saved file becomes a profile with its sources."""
