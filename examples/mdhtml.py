#!/usr/bin/env python3
"""Converts Markdown to HTML.

    mdhtml [FILE ...] [-o OUT] [--title TEXT] [--fragment] [--toc] [--check]

Understands headings (both styles), paragraphs, emphasis, code, fenced code blocks with a language,
quotes, nested lists, task lists, tables with alignment, rules, links (inline, reference, automatic),
images, footnotes, hard line breaks, escapes and inline HTML. Several files become one document.
With --check nothing is written: broken references are listed and the exit status is 1 if there are any.
"""

import getopt
import html
import re
import sys
from dataclasses import dataclass, field

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)\s*$")
HEADING = re.compile(r"^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
BULLET = re.compile(r"^( *)([-*+]|\d{1,9}[.)])(?:\s+(.*))?$")
DEFINITION = re.compile(r"""^ {0,3}\[([^\]^][^\]]*)\]:\s*<?(\S+?)>?(?:\s+["'(](.*)["')])?\s*$""")
FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]]+)\]:\s*(.*)$")
TABLE_RULE = re.compile(r"^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
HTML_BLOCK = re.compile(r"^ {0,3}</?(?:address|article|aside|details|div|dl|figure|form|h[1-6]|p|pre|section|table|ul|ol)\b", re.I)
TASK = re.compile(r"^\[([ xX])\]\s+")

INLINE = re.compile(
    r"""
      (?P<escape>\\[!-/:-@[-`{-~])
    | (?P<break>(?:\ {2,}|\\)\n)
    | (?P<code>(?P<ticks>`+)(?P<inner>.+?)(?<!`)(?P=ticks)(?!`))
    | (?P<image>!\[(?P<alt>[^\]]*)\]\((?P<src>[^\s)]+)(?:\s+"(?P<imgtitle>[^"]*)")?\))
    | (?P<note>\[\^(?P<noteid>[^\]]+)\])
    | (?P<link>\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\](?:\((?P<href>[^\s)]*)(?:\s+"(?P<title>[^"]*)")?\)|\[(?P<ref>[^\]]*)\])?)
    | (?P<auto><(?P<url>(?:https?|ftp|mailto):[^\s<>]+|[\w.+-]+@[\w.-]+)>)
    | (?P<tag></?[A-Za-z][^<>]*>|<!--.*?-->)
    | (?P<strong>(?P<s>\*\*|__)(?=\S)(?P<strongtext>.+?)(?<=\S)(?P=s))
    | (?P<em>(?P<e>[*_])(?=\S)(?P<emtext>(?:(?!(?P=e)).|(?P=e)(?P=e))+?)(?<=\S)(?P=e)(?!\w))
    | (?P<strike>~~(?P<striketext>.+?)~~)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass
class Document:
    """What is known of the whole text before and after conversion."""

    references: dict = field(default_factory=dict)
    footnotes: dict = field(default_factory=dict)
    used_notes: list = field(default_factory=list)
    headings: list = field(default_factory=list)
    slugs: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)

    def slug(self, text):
        base = re.sub(r"[^\w\- ]", "", re.sub(r"<[^>]*>", "", html.unescape(text)).lower()).strip().replace(" ", "-")
        base = base or "section"
        count = self.slugs.get(base, 0)
        self.slugs[base] = count + 1
        return base if count == 0 else f"{base}-{count}"


class Inline:
    """Spans: emphasis, links, code and so on."""

    def __init__(self, document):
        self.document = document

    def render(self, text):
        pieces, position = [], 0
        for match in INLINE.finditer(text):
            pieces.append(self.plain(text[position:match.start()]))
            pieces.append(getattr(self, "span_" + self.kind(match))(match))
            position = match.end()
        pieces.append(self.plain(text[position:]))
        return "".join(pieces)

    @staticmethod
    def kind(match):
        for name in ("escape", "break", "code", "image", "note", "link", "auto", "tag", "strong", "em", "strike"):
            if match[name] is not None:
                return name
        raise AssertionError(match)

    @staticmethod
    def plain(text):
        text = re.sub(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|\w+);)", "&amp;", text)
        text = text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        return text.replace("...", "…").replace(" -- ", " – ")

    def span_escape(self, match):
        return html.escape(match["escape"][1])

    def span_break(self, match):
        return "<br>\n"

    def span_code(self, match):
        return "<code>" + html.escape(match["inner"].strip(), quote=False) + "</code>"

    def span_image(self, match):
        title = f' title="{html.escape(match["imgtitle"])}"' if match["imgtitle"] else ""
        return f'<img src="{html.escape(match["src"])}" alt="{html.escape(match["alt"])}"{title}>'

    def span_note(self, match):
        name = match["noteid"]
        if name not in self.document.footnotes:
            self.document.problems.append(f"footnote [^{name}] is not defined")
            return self.plain(match[0])
        if name not in self.document.used_notes:
            self.document.used_notes.append(name)
        number = self.document.used_notes.index(name) + 1
        return f'<sup id="ref-{number}"><a href="#note-{number}">{number}</a></sup>'

    def span_link(self, match):
        text, href, title = match["text"], match["href"], match["title"]
        if href is None:
            key = " ".join((match["ref"] or text).lower().split())
            if key not in self.document.references:
                if match["ref"] is not None:
                    self.document.problems.append(f"reference [{match['ref'] or text}] is not defined")
                return "[" + self.render(text) + "]" + (f"[{self.plain(match['ref'])}]" if match["ref"] else "")
            href, title = self.document.references[key]
        attribute = f' title="{html.escape(title)}"' if title else ""
        return f'<a href="{html.escape(href)}"{attribute}>{self.render(text)}</a>'

    def span_auto(self, match):
        url = match["url"]
        href = url if ":" in url else "mailto:" + url
        return f'<a href="{html.escape(href)}">{html.escape(url)}</a>'

    def span_tag(self, match):
        return match["tag"]

    def span_strong(self, match):
        return f"<strong>{self.render(match['strongtext'])}</strong>"

    def span_em(self, match):
        return f"<em>{self.render(match['emtext'])}</em>"

    def span_strike(self, match):
        return f"<del>{self.render(match['striketext'])}</del>"


class Converter:
    """Blocks: consumes lines, produces HTML lines."""

    def __init__(self, document):
        self.document = document
        self.inline = Inline(document)

    def collect(self, lines):
        """Takes reference and footnote definitions out of the text; code blocks are left alone."""
        kept, fence = [], None
        for line in lines:
            if match := FENCE.match(line):
                if fence is None:
                    fence = match[1]
                elif line.strip().startswith(fence) and not match[2]:
                    fence = None
            elif fence is None:
                if match := FOOTNOTE.match(line):
                    self.document.footnotes.setdefault(match[1], match[2])
                    continue
                if match := DEFINITION.match(line):
                    key = " ".join(match[1].lower().split())
                    self.document.references.setdefault(key, (match[2], match[3]))
                    continue
            kept.append(line)
        return kept

    def blocks(self, lines, tight=False):
        out, i, paragraph = [], 0, []

        def flush():
            if paragraph:
                text = self.inline.render("\n".join(p.lstrip() for p in paragraph).rstrip())
                out.append(text if tight else f"<p>{text}</p>")
                paragraph.clear()

        while i < len(lines):
            line = lines[i]
            if not line.strip():
                flush()
                i += 1
            elif match := FENCE.match(line):
                flush()
                i = self.fenced(lines, i, match, out)
            elif match := HEADING.match(line):
                flush()
                out.append(self.heading(len(match[1]), match[2] or ""))
                i += 1
            elif paragraph and re.match(r"^ {0,3}(=+|-+)\s*$", line):
                text = " ".join(paragraph)
                paragraph.clear()
                out.append(self.heading(1 if "=" in line else 2, text))
                i += 1
            elif RULE.match(line):
                flush()
                out.append("<hr>")
                i += 1
            elif line.lstrip().startswith(">"):
                flush()
                i = self.quote(lines, i, out)
            elif (match := BULLET.match(line)) and not (paragraph and match[3] is None):
                flush()
                i = self.list(lines, i, out)
            elif i + 1 < len(lines) and "|" in line and TABLE_RULE.match(lines[i + 1]) and not paragraph:
                i = self.table(lines, i, out)
            elif line.startswith("    ") and not paragraph:
                i = self.indented(lines, i, out)
            elif HTML_BLOCK.match(line) and not paragraph:
                while i < len(lines) and lines[i].strip():
                    out.append(lines[i])
                    i += 1
            else:
                paragraph.append(line)
                i += 1
        flush()
        return out

    def heading(self, level, text):
        content = self.inline.render(text.strip())
        slug = self.document.slug(content)
        self.document.headings.append((level, slug, content))
        return f'<h{level} id="{slug}">{content}</h{level}>'

    def fenced(self, lines, i, match, out):
        fence, language = match[1], match[2]
        body, i = [], i + 1
        while i < len(lines) and not (lines[i].strip().startswith(fence) and not lines[i].strip().strip(fence[0])):
            body.append(lines[i])
            i += 1
        self.code(body, language, out)
        return i + 1

    def indented(self, lines, i, out):
        body = []
        while i < len(lines) and (lines[i].startswith("    ") or not lines[i].strip()):
            body.append(lines[i][4:])
            i += 1
        while body and not body[-1].strip():
            body.pop()
        self.code(body, "", out)
        return i

    @staticmethod
    def code(body, language, out):
        attribute = f' class="language-{html.escape(language)}"' if language else ""
        text = html.escape("\n".join(body), quote=False)
        out.append(f"<pre><code{attribute}>{text}\n</code></pre>" if body else f"<pre><code{attribute}></code></pre>")

    def quote(self, lines, i, out):
        inner = []
        while i < len(lines) and lines[i].strip():
            inner.append(re.sub(r"^ {0,3}> ?", "", lines[i]))
            i += 1
        out += ["<blockquote>", *self.blocks(inner), "</blockquote>"]
        return i

    def list(self, lines, i, out):
        first = BULLET.match(lines[i])
        indent, ordered = len(first[1]), first[2][0].isdigit()
        tag = "ol" if ordered else "ul"
        start = int(first[2][:-1]) if ordered else 1
        items, loose = [], False
        while i < len(lines):
            match = BULLET.match(lines[i])
            if not match or len(match[1]) != indent or match[2][0].isdigit() != ordered:
                break
            content = len(match[1]) + len(match[2]) + 1
            body, i = [match[3] or ""], i + 1
            while i < len(lines):
                line = lines[i]
                if not line.strip():
                    following = next((l for l in lines[i + 1:] if l.strip()), "")
                    if len(following) - len(following.lstrip()) >= content:
                        body.append("")
                        loose = True
                        i += 1
                        continue
                    break
                depth = len(line) - len(line.lstrip())
                if depth <= indent and (BULLET.match(line) or HEADING.match(line) or RULE.match(line)):
                    break
                body.append(line[min(depth, content):])
                i += 1
            items.append(body)
            ahead = i
            while ahead < len(lines) and not lines[ahead].strip():
                ahead += 1
            match = BULLET.match(lines[ahead]) if ahead < len(lines) else None
            if ahead > i and match and len(match[1]) == indent and match[2][0].isdigit() == ordered:
                loose = True
                i = ahead
        out.append(f'<{tag} start="{start}">' if start != 1 else f"<{tag}>")
        for body in items:
            box = ""
            if task := TASK.match(body[0]):
                box = '<input type="checkbox" disabled%s> ' % (" checked" if task[1] in "xX" else "")
                body[0] = body[0][task.end():]
            inner = self.blocks(body, tight=not loose)
            out.append(f"<li>{box}" + "\n".join(inner) + "</li>")
        out.append(f"</{tag}>")
        return i

    @staticmethod
    def cells(line):
        line = line.strip().removeprefix("|")
        line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
        return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)]

    def table(self, lines, i, out):
        header = self.cells(lines[i])
        styles = []
        for rule in self.cells(lines[i + 1]):
            side = {(True, True): "center", (False, True): "right", (True, False): "left"}.get(
                (rule.startswith(":"), rule.endswith(":")))
            styles.append(f' style="text-align: {side}"' if side else "")
        styles += [""] * (len(header) - len(styles))

        def row(cells, tag):
            cells = (cells + [""] * len(header))[:len(header)]
            return "<tr>" + "".join(f"<{tag}{s}>{self.inline.render(c)}</{tag}>" for c, s in zip(cells, styles)) + "</tr>"

        out += ["<table>", "<thead>", row(header, "th"), "</thead>", "<tbody>"]
        i += 2
        while i < len(lines) and "|" in lines[i] and lines[i].strip():
            out.append(row(self.cells(lines[i]), "td"))
            i += 1
        out += ["</tbody>", "</table>"]
        return i

    def notes(self):
        if not self.document.used_notes:
            return []
        out, number = ["<hr>", "<ol>"], 0
        while number < len(self.document.used_notes):  # a note may use further notes
            name = self.document.used_notes[number]
            number += 1
            text = self.inline.render(self.document.footnotes[name])
            out.append(f'<li id="note-{number}">{text} <a href="#ref-{number}">↩</a></li>')
        return out + ["</ol>"]

    def contents(self):
        out, open_levels = [], []
        for level, slug, content in self.document.headings:
            while open_levels and open_levels[-1] > level:
                out.append("</li></ul>")
                open_levels.pop()
            if open_levels and open_levels[-1] == level:
                out.append("</li>")
            else:
                out.append("<ul>")
                open_levels.append(level)
            out.append(f'<li><a href="#{slug}">{content}</a>')
        return out + ["</li></ul>"] * len(open_levels)


PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
</head>
<body>
{body}
</body>
</html>"""


def convert(texts, title=None, fragment=False, toc=False):
    """HTML of the texts and the list of problems."""
    document = Document()
    converter = Converter(document)
    lines = converter.collect([line.expandtabs(4) for text in texts for line in text.splitlines() + [""]])
    body = converter.blocks(lines)
    body += converter.notes()
    if toc:
        body = ["<nav>", *converter.contents(), "</nav>", *body]
    text = "\n".join(body)
    if not fragment:
        first = next((re.sub(r"<[^>]*>", "", content) for _, _, content in document.headings), "Untitled")
        text = PAGE.format(title=html.escape(title) if title else first, body=text)
    return text + "\n", document.problems


def main(argv):
    try:
        options, files = getopt.gnu_getopt(argv, "o:h", ["output=", "title=", "fragment", "toc", "check", "help"])
    except getopt.GetoptError as error:
        print(f"mdhtml: {error}", file=sys.stderr)
        return 2
    settings = dict(options)
    if "-h" in settings or "--help" in settings:
        print(__doc__.strip())
        return 0
    texts = []
    for name in files or ["-"]:
        try:
            if name == "-":
                texts.append(sys.stdin.read())
            else:
                with open(name, encoding="utf-8") as file:
                    texts.append(file.read())
        except OSError as error:
            print(f"mdhtml: {name}: {error.strerror}", file=sys.stderr)
            return 1
        except UnicodeDecodeError as error:
            print(f"mdhtml: {name}: not UTF-8 at byte {error.start}", file=sys.stderr)
            return 1
    text, problems = convert(texts, settings.get("--title"), "--fragment" in settings, "--toc" in settings)
    for problem in problems:
        print(f"mdhtml: {problem}", file=sys.stderr)
    if "--check" in settings:
        return 1 if problems else 0
    target = settings.get("-o") or settings.get("--output")
    if target:
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
