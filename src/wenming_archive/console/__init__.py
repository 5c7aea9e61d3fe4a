"""Everything a person sees; the only package that knows rich."""
