__all__ = ["deep", "listed"]
listed = 1
hidden = 2
