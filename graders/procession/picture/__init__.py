"""Pictures of one run: a space-time diagram as text, as a page for a browser, and for Perfetto."""
