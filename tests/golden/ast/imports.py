import a
import a.b.c as d, e
from a import b
from .a.b import (c as d, e,)
from ... import f
from .... import g
from . import *
