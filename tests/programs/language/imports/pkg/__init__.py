print("pkg init", __name__, __package__)
name = "pkg"
from . import mod
from .mod import thing as renamed
