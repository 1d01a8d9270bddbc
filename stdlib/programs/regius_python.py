"""What regius-python contains compiled: the modules that most programs need when they start.

This module is never run; its imports name them (regius --as-python).
"""

import _collections_abc
import abc
import codecs
import collections
import contextlib
import copyreg
import encodings.ascii
import encodings.latin_1
import encodings.utf_8
import enum
import functools
import genericpath
import heapq
import importlib.machinery
import importlib.util
import io
import keyword
import linecache
import operator
import os
import posixpath
import re
import reprlib
import runpy
import site
import stat
import tokenize
import traceback
import types
import warnings
import weakref
import zipimport
