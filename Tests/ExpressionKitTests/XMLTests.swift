import Foundation
import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

private let document = """
    <?xml version="1.0"?><!-- a shop --><shop xmlns:p="urn:p" open="1"><item id="a"><name>Gala</name><count>20</count>\
    </item><item id="b"><name>Größe</name><count>10</count><p:tag p:k="v">t</p:tag></item><größe>9</größe><?do it?>\
    <![CDATA[<raw>]]></shop>
    """

private func find(_ path: String, in xml: String = document) throws -> JSONValue {
    try AdaptiveExpression("xPath(x, p)").evaluate(["x": .string(xml), "p": .string(path)]).asJSON
}

private let answers: [(path: String, value: JSONValue)] = [
    ("/shop/item/name", ["<name>Gala</name>", "<name>Größe</name>"]), ("shop/item[2]/@id", ["b"]),
    ("//item[name='Gala']/count", ["<count>20</count>"]), ("//item[last()]/name/text()", ["Größe"]),
    ("//item[position() < 2]/@id", ["a"]), ("//item[@id='b' and count > 5]/@id", ["b"]),
    ("//name | //count", ["<name>Gala</name>", "<count>20</count>", "<name>Größe</name>", "<count>10</count>"]),
    ("count(//item)", 2), ("sum(//count)", 30), ("number(//item[1]/count)", 20), ("string(//name)", "Gala"),
    ("count(//item) = 2", true), ("boolean(//nothing)", false), ("not(//nothing)", true),
    ("1 < 2 and 'a' != 'b'", true),
    ("sum(//count) div 2 > 14", true), ("contains(//name, 'al')", true), ("count(//nothing)", 0),
    ("//größe", ["<größe>9</größe>"]), ("//p:tag", ["<p:tag p:k=\"v\">t</p:tag>"]), ("//@p:k", ["v"]),
    ("//p:*/text()", ["t"]), ("//processing-instruction('do')", ["<?do it?>"]), ("/shop/text()", ["<raw>"]),
    ("//item[contains(name, 'ö')]/@id", ["b"]), ("//name[string-length() = 4]", ["<name>Gala</name>"]),
    ("//item[substring(name, 1, 1) = 'G'][2]/@id", ["b"]), ("//name[.='Gala']/../@id", ["a"]),
    ("//count/ancestor::item/@id", ["a", "b"]), ("//item[following-sibling::item]/@id", ["a"]),
    ("(//count)[2]", ["<count>10</count>"]), ("//item[not(p:tag)]/@id", ["a"]),
    ("//count[. * 2 = 40]", ["<count>20</count>"]),
    ("//comment()", ["<!-- a shop -->"]), ("string(/shop/@open)", "1"),
    ("//item[name(*[1]) = 'name']/@id", ["a", "b"]),
    ("//*[local-name() = 'tag']/@*", ["v"]), ("count(//@*)", 4),
    ("//*[local-name() = 'name'][1]/text()", ["Gala", "Größe"]),
    (" / shop / item [ 1 ] / name ", ["<name>Gala</name>"]),
    ("//item[-count < -15]/@id", ["a"]), ("//item[count mod 20 = 0 or false()]/@id", ["a"]),
    ("//item[child::count >= 20]//name", ["<name>Gala</name>"]), ("name() = ''", true),
    ("string()", "Gala20Größe10t9<raw>"), ("count(//item) + 1", 3), ("concat('a', 'b')", "ab"),
    ("sum(//count) div 4", 7.5), ("string-length(//name)", 4), ("-count(//item)", -2), ("'text'", "text"),
    ("string(1 div 0)", "Infinity"), ("round(2.5)", 3), ("local-name(//p:tag)", "tag"), ("name(//@p:k)", "p:k"),
    ("normalize-space(' a  b ')", "a b"), ("string(//nothing)", ""), ("//item[last()]/@id | //@open", ["1", "b"]),
    ("translate('abc', 'b', 'x')", "axc"), ("/shop/self::node()/@*", ["1"]), ("lang('en')", false),
]

/// What no XPath is, or what there is no answer to.
private let refused = [
    "", "/shop[", "//", "///", "foo()", "$x", "count(1)", "1 | 2", "sum('a')", "namespace-uri(//a)", "document('x')",
    "//namespace::*", "id('a')",
    "last()", "position()", "//item[1", "//item]", "a b", "'open", "a::b", "child::", "@", "//@", "..[", "1.2.3",
    "count()",
    "count(//a, //b)", "concat('a')", "(1)[1]", "'a'/b", "number('a')", "number(//nothing)", "sum(//name)",
    "//unknown:a", "name()) | (//a", "//item](//a[", "a) and (b", "count(//namespace::*)", "id(//item)",
    "//a[count('x')]",
    "|", "a |",
    "a or", "or", "-", "a[]", "text(", "text(1)", "comment('x')", "p:", ":a", "a:b:c", "//item[@]", "a/", "/shop//",
    "!", "a ! b",
    "true", "//item[name(1)]", "'\u{1}'", "\u{0}", "//nothing", "p:count(//item)", "$p:x", "a[$b]", "true()()",
    "node()[",
    "processing-instruction(1)", "//item[translate('a', 'b')]", "string(//a)[1]", "*:a", "a=", "=a", "((a)", "[1]",
    "a[1][",
]

private func text(_ before: String, _ part: String, _ count: Int, _ after: String) -> String {
    before + String(repeating: part, count: count) + after
}

/// Documents that ask for something outside of themselves, grow, or are none.
private let damaged = [
    "", " ", "hello", "<a>", "<a", "<a><b></a>", "<a/><b/>", "<a b=1/>", "<a>&nope;</a>", "<a>&#0;</a>", "<a b='<'/>",
    "<a b='1' b='2'/>", "</a>", "<a>x", "<1/>", "<?xml", "<?xml version='1.0'?>", "<!-- x", "<a>\u{1}</a>",
    "<a>&#xD800;</a>",
    "<!DOCTYPE a><a/>", " <!-- x --> <?y?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>",
    "<!DOCTYPE a PUBLIC '-//A//B' 'http://127.0.0.1:9/a.dtd'><a/>",
    "<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE a><a/>", "\u{FEFF}<!DOCTYPE a><a/>", "<!doctype a><a/>",
    "<?xml version='1.0'?><?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE a+AD4-+ADw-a/+AD4-",
    "<?xml version='1.0'?>\u{FEFF}<?xml version='1.0' encoding='UTF-7'?><a/>",
    "\u{FEFF}\u{FEFF}<?xml version='1.0' encoding='UTF-7'?><a/>", "<a/>".map { "\($0)\u{0}" }.joined(),
    "<?xml version='1.0'?><!DOCTYPE a><a/>".map { "\u{0}\($0)" }.joined(),
    "<!DOCTYPE a [<!ENTITY l0 'lol'>"
        + (1..<10).map { "<!ENTITY l\($0) '\(String(repeating: "&l\($0 - 1);", count: 10))'>" }.joined()
        + "]><a>&l9;</a>",
    text("", "<a>", 10_000, String(repeating: "</a>", count: 10_000)), text("<a ", "b='' ", 60_000, "/>"),
    "<a " + (0..<60_000).map { "b\($0)='' " }.joined() + "/>",
]

@Suite("XML and XPath")
struct XMLTests {
    @Test("paths find what XPath 1.0 says", arguments: answers)
    func answer(path: String, value: JSONValue) throws {
        #expect(try find(path) == value)
    }

    @Test("paths that are none, or have no answer, are errors", arguments: refused)
    func refusals(path: String) {
        let error = #expect(throws: ExpressionError.self) { try find(path) }
        #expect(error?.code == .value, "\(error?.message ?? "")")
    }

    @Test("documents that are damaged or reach outside are errors", arguments: damaged)
    func damage(xml: String) {
        let start = threadTime()
        let error = #expect(throws: ExpressionError.self) { try find("count(//*)", in: xml) }
        #expect(error?.code == .limit || error?.message.contains("this is no XML: ") == true)
        #expect(xml.contains("<!DOCTYPE") == (error?.message.contains("document type") == true))
        #expect(threadTime() - start < allowed(milliseconds: 500))
    }

    @Test("a document is read whatever its declaration says of bytes")
    func declarations() throws {
        for head in [
            "<?xml version='1.0' encoding='UTF-16'?>", "\u{FEFF}<?xml version='1.0' encoding='latin1'?>", "<?x y?>",
        ] {
            #expect(try find("/a", in: head + "<a>é</a>") == ["<a>é</a>"])
        }
        #expect(try find("/a/text()", in: "<a>&lt;<![CDATA[<!DOCTYPE b>]]>&amp;</a>") == ["<<!DOCTYPE b>&"])
        let tag = "<b z=\"&gt;\" y=\"'&lt;\" é=\"=\" x=\"1\"/>"
        #expect(try find("//b", in: "<a><!-- <b 1='2' 3='4'> --><c a='1' b = \"2\"/>" + tag + "</a>") == [.string(tag)])
        #expect(try find("//q:b", in: "<a><q:b/></a>") == ["<q:b/>"])
    }

    @Test(
        "paths over a large document end",
        arguments: [
            "//*//*//*//*[count(//*)>1]", "//*[//*[//*]]", "//*[. = //*]", "//*//*//*", "//*[contains(., 'x')]",
            "//b/preceding::*/following::*", "//* | //*", "//*/ancestor::*//*",
            "//b[preceding-sibling::b[following::b]]",
            "//b[../b[../b[../b]]]", "count(//b[. = '1'])", "//b[position() = last()]", "(//b)[last()]", "//@*",
            "/a/b[500]",
            "//*[string(//*)]", "//b[sum(//b) > 1]", "sum(//b)", "//*[translate(., '1', '2') = 'x']",
            "//b[string(/)]", "//b[/ = '11']", "//b[self::b or/. = '11']", "//b[2 */. = 1]", "//b[string(ancestor::a)]",
            "/a[b = b]", "/a[b < b]", "//*/descendant::*", "//b/..", "//*[.//* = '11']", "translate(., ., '')",
            "contains(., concat(., 'x'))", "//b[contains(/, concat(., 'x'))]", "//node()[../node() | .]",
            "//b | //b/@*",
            "substring-after(., substring(., 2))", text("concat(.", ", .", 200, ")"), text("//b", "[.//*]", 20, ""),
            text("//b", "//*", 100, ""), "//*[count(.//*) > 1]", "//*[b[b[b = '1'] = '1'] = '1']", "//comment()",
            "//comment() | //b", "//node()[last()]", text("/a[contains(., '", "1", 900, "2')]"),
            "//b[contains(string(..), '1')]",
            text("//b[contains('", "1", 900, text("', '", "1", 900, "2')]")), "//b[position() = count(//b)]",
            text("", "//b | ", 80, "//b"),
        ])
    func bounded(path: String) throws {
        let documents = [
            text("<a>", "<b>1</b>", 20_000, "</a>"), text("<a>", "<b>1</b>", 2000, "</a>"),
            text("", "<a>", 120, text(" ", "<b>1</b>", 2000, String(repeating: "</a>", count: 120))),
            text("<a>", "<b c='1'> <d/> </b>", 300, "</a>"), text("<a>", text("<b>", "<b/>", 10, "</b>"), 50, "</a>"),
            "<a>" + String(repeating: "1", count: 200_000) + text("", "<b/>", 2000, "</a>"),
            text("<a>", "<!--1--><?b 1?>", 20_000, "<b/></a>"), text("<a>", "<b><!--1-->1<!--2--></b>", 8000, "</a>"),
            "<a>" + String(String.UnicodeScalarView((0x4E00..<0x9E00).compactMap(Unicode.Scalar.init))) + "<b/></a>",
            text("", "<a>", 120, text("<b>", "1", 200_000, "</b>" + String(repeating: "</a>", count: 120))),
        ]
        for xml in documents {
            let start = threadTime()
            do { _ = try find(path, in: xml) } catch let error as ExpressionError {
                #expect([.limit, .value, .range].contains(error.code))
            }
            let time = threadTime() - start
            #expect(
                time < allowed(milliseconds: 2000),
                "\(path) took \(time) ns on \(xml.prefix(30)), \(xml.utf8.count) bytes")
        }
    }

    @Test(
        "queries as long and as deep as allowed do not fill a small stack",
        arguments: [
            text("a", "/a", 255, ""), text("", "(", 24, "a" + String(repeating: ")", count: 24)),
            text("a", "[a", 24, String(repeating: "]", count: 24)), text("1", " + 1", 255, ""),
            text("", "-", 500, "1"), text("a", " or a", 255, ""), text("a", "[1]", 170, ""), text("a", " | a", 255, ""),
            text("", "not(", 24, "a" + String(repeating: ")", count: 24)), text("a", "//*", 150, ""),
            text("", "(", 2000, ""), text("", "a[", 1000, ""), text("1", "=1", 255, ""), text("", "*", 511, ""),
        ])
    func stack(path: String) async {
        let xml = text("", "<a>", 128, String(repeating: "</a>", count: 128))
        await withCheckedContinuation { done in
            let thread = Thread {
                for path in [path, "//*"] {
                    do { _ = try find(path, in: xml) } catch { #expect(error is ExpressionError) }
                }
                done.resume()
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
    }

    @Test("common paths over a large document have a value")
    func large() throws {
        let xml = text("<a>", "<item id='7'><name>x</name><price>2</price></item>", 5000, "</a>")
        #expect(try find("count(//item[name='x'])", in: xml) == 5000)
        #expect(try find("sum(/a/item/price)", in: xml) == 10_000)
        #expect(try find("//item[@id='7'][price > 1][4999]/name", in: xml) == ["<name>x</name>"])
    }

    @Test("a long text with many quotes and signs is a text")
    func quotes() throws {
        let json = String(repeating: "{\"a\": 'b', \"c\": \"=\"}, ", count: 4000)
        #expect(try find("string-length(/a) = \(json.utf8.count)", in: "<a>\(json)</a>") == true)
    }

    @Test("a prefix is a part of the name, as its bytes are")
    func prefixes() throws {
        let xml = """
            <a xmlns="urn:d" xmlns:p="urn:1" xml:lang="en"><p:b/><c xmlns:p="urn:2"><p:b xmlns="urn:e" q:k="1"/></c></a>
            """
        #expect(try find("count(/a/p:b | /a/c/p:b)", in: xml) == 2)
        #expect(try find("//@q:k", in: xml) == ["1"])
        #expect(try find("//c[lang('en')]/p:b", in: xml) == ["<p:b xmlns=\"urn:e\" q:k=\"1\"/>"])
        #expect(try find("//@xml:lang", in: xml) == ["en"])
        #expect(try find("count(//\u{E9}:a)", in: "<a><\u{E9}:a/><e\u{301}:a/></a>") == 1)
        let error = #expect(throws: ExpressionError.self) { try find("//unknown:b", in: xml) }
        #expect(error?.message.contains("prefix") == true)
    }

    @Test("reading takes time in proportion to the document")
    func growth() throws {
        try expectLinear("a document", size: 500) {
            text("<a>", "<b c='1'>2</b>", $0, "</a>")
        } in: {
            _ = try find("sum(/a/b)", in: $0)
        }
    }

    @Test("objects become elements, attributes and texts")
    func writing() throws {
        func xml(_ json: JSONValue) throws -> String {
            try AdaptiveExpression("xml(x)").evaluate(["x": json]).text.replacing(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n", with: "")
        }
        #expect(try xml(["a": ["@k": "<\"&", "#text": "x<é"]]) == "<a k=\"&lt;&quot;&amp;\">x&lt;é</a>")
        #expect(
            try xml(["a": ["b": [1, true, nil], "c": ["d": 2]]]) == """
                <a>
                  <b>1</b>
                  <b>true</b>
                  <b/>
                  <c>
                    <d>2</d>
                  </c>
                </a>
                """)
        #expect(try xml(["größe": 1, "b": 2]) == "<größe>1</größe>\n<b>2</b>")
        for bad: JSONValue in [["1": 2], ["": 1], ["a b": 1], ["a": "\u{0}"], ["a": ["@k": "\u{1}"]], ["<": 1], [:]] {
            #expect(throws: ExpressionError.self) { try xml(bad) }
        }
    }
}
