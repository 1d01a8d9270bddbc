# The type of ucd_3_2_0 makes no other instances.
import unicodedata

try:
    unicodedata.UCD()
except TypeError as error:
    print(error)
print(type(unicodedata.ucd_3_2_0) is unicodedata.UCD, unicodedata.ucd_3_2_0.unidata_version)
