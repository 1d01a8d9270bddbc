"""traceback without ast: the marks of a source segment come from the runtime's own scanner."""


def _extract_caret_anchors_from_line_segment(segment):
    from _imp import _find_anchors

    found = _find_anchors(segment)
    return found and _Anchors(*found)
