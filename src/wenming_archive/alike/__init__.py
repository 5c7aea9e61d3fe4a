"""What is nearly the same as something else: pictures by what they show, documents by their text."""
