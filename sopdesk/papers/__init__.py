"""The papers: values in, PDF bytes out. The only package that knows reportlab."""
