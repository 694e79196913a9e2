internal import JSONKit

/// What an XPath may cost in a tree, told from its signs before libxml2 reads it.
///
/// libxml2 counts the nodes that it visits, and stops at a limit of them. It does not count what it does with each:
/// the texts that it puts together, and the nodes that it compares a new one with. That is little as long as a query
/// goes down only, each path from where the last one led, and compares with texts and numbers. In all others each step
/// is paid for as if it read the whole document.
struct XPathCost {
    /// Steps before anything is evaluated.
    let start: Int
    /// Steps for each that libxml2 counts.
    let step: Int

    private static let operators: Set<String> = ["and", "or", "div", "mod"]
    /// Signs behind which a path begins. A name or `*` may be an operator, or not.
    private static let starts: Set<String> = ["(", "[", ",", "=", "!=", "<", "<=", ">", ">=", "+", "-"]
    /// What looks for one text in another, in the product of their lengths.
    private static let searches: Set<String> = ["contains", "substring-before", "substring-after", "translate"]
    private static let mostSigns = 512
    private static let deepest = 24

    /// - Throws: when the query is longer or deeper than its evaluation could bear, or asks for namespaces.
    init(_ query: [UInt8], in tree: XMLTree) throws(Failure) {
        let signs = Self.signs(query)
        guard signs.count <= Self.mostSigns else {
            throw .limit("the XPath has more than \(Self.mostSigns) names and signs")
        }
        var each = 1.0
        var goesDown = true
        var searchesLiterals = true
        var nesting = 0
        var predicates = 0
        for (place, sign) in signs.enumerated() {
            let before = place > 0 ? signs[place - 1] : "("
            let after = place + 1 < signs.count ? signs[place + 1] : ""
            switch sign {
            case "[", "(":
                nesting += 1
                predicates += sign == "[" ? 1 : 0
                if before == "id" || before == "namespace-uri" { throw .value("an XPath cannot use \(before) here") }
            case "]", ")":
                nesting -= 1
                predicates -= sign == "]" ? 1 : 0
            case "::":
                if before == "namespace" { throw .value("an XPath cannot use the axis \(before) here") }
                goesDown = goesDown && ["child", "attribute", "self"].contains(before)
            case "..", "|": goesDown = false
            // A path that begins here begins once, outside of predicates alone.
            case "//": goesDown = goesDown && predicates == 0 && Self.starts.contains(before)
            case "/": goesDown = goesDown && (predicates == 0 || Self.endsStep(before))
            case "=", "!=", "<", "<=", ">", ">=":
                let other = after == "-" && place + 2 < signs.count ? signs[place + 2] : after
                goesDown = goesDown && (before == "'" || other == "'" || other == "0")
            case ",": searchesLiterals = searchesLiterals && after == "'"
            default: break
            }
            guard nesting >= 0 else { throw .value("the XPath closes a bracket that is not open") }
            guard nesting <= Self.deepest else {
                throw .limit("the parts of the XPath nest deeper than \(Self.deepest) levels")
            }
        }
        let bytes = Double(tree.bytes)
        let joins = Double(signs.count { $0 == "," })
        // Joining texts copies what was joined before, once for each that comes.
        var texts = signs.contains("concat") ? bytes * joins * joins / 16 : 0
        if signs.contains(where: Self.searches.contains) {
            texts += bytes * Double(query.count) / 256
            each += Double(query.count * query.count) / 1024
            if !searchesLiterals { each += bytes * bytes / 1024 }
        }
        let whole = Double(tree.nodes) / 8 + bytes / 128
        let reading = Double(signs.count) * (Double(tree.nodes) + bytes / 4) / 4
        if !goesDown { each += whole + texts / 64 }
        let work = (reading + texts) * Double(tree.depth)
        start = Int(min(work, 1e15))
        step = Int(min(each, 1e15))
    }

    /// Whether what stands before a `/` is surely the end of a step, so that no path begins there.
    private static func endsStep(_ sign: String) -> Bool {
        guard let first = sign.unicodeScalars.first else { return false }
        return [")", "]", "."].contains(sign)
            || !operators.contains(sign) && (first == "_" || first.properties.isAlphabetic)
    }

    /// The names and signs of a query; `'` for a text, and `0` for a number.
    private static func signs(_ query: [UInt8]) -> [String] {
        var signs: [String] = []
        var rest = query[...]
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): rest.removeFirst()
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                rest = rest.dropFirst().drop { $0 != byte }.dropFirst()
                signs.append("'")
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                rest = rest.drop { isDigit($0) || $0 == UInt8(ascii: ".") }
                signs.append("0")
            case _ where isName(byte):
                let name = rest.prefix {
                    isName($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
                }
                rest = rest.dropFirst(name.count)
                signs.append(String(decoding: name, as: UTF8.self))
            default:
                let pair = String(decoding: rest.prefix(2), as: UTF8.self)
                let sign = ["//", "::", "..", "!=", "<=", ">="].contains(pair) ? pair : String(UnicodeScalar(byte))
                rest = rest.dropFirst(sign.utf8.count)
                signs.append(sign)
            }
        }
        return signs
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
