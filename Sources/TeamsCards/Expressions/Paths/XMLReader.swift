/// Reads an XML document. There are no entities but the five of the language and numbered characters: a document type
/// is refused, so nothing outside the text is ever read, and nothing inside it multiplies.
struct XMLReader {
    private let scalars: [Unicode.Scalar]
    private var place = 0

    static let deepest = 128

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    private func failure(_ message: String) -> Failure { .value("this is no XML: \(message)") }

    private func stands(_ text: String) -> Bool { scalars[place...].starts(with: text.unicodeScalars) }

    private mutating func accept(_ text: String) -> Bool {
        guard stands(text) else { return false }
        place += text.unicodeScalars.count
        return true
    }

    private mutating func skipSpace() {
        while place < scalars.count, [" ", "\t", "\n", "\r"].contains(scalars[place]) { place += 1 }
    }

    private mutating func skip(past end: String) throws(Failure) {
        while place < scalars.count, !stands(end) { place += 1 }
        guard accept(end) else { throw failure("'\(end)' is missing") }
    }

    /// The root element of the document.
    mutating func document() throws(Failure) -> XMLElement {
        _ = accept("\u{FEFF}")
        try skipProlog()
        guard place < scalars.count, scalars[place] == "<" else { throw failure("there is no root element") }
        let root = try element()
        try skipProlog()
        guard place == scalars.count else { throw failure("something follows the root element") }
        return root
    }

    private mutating func skipProlog() throws(Failure) {
        while true {
            skipSpace()
            if accept("<!--") {
                try skip(past: "-->")
            } else if accept("<?") {
                try skip(past: "?>")
            } else if stands("<!") {
                throw failure("a document type is not supported")
            } else {
                return
            }
        }
    }

    private mutating func element() throws(Failure) -> XMLElement {
        var open: [XMLElement] = []
        while true {
            guard place < scalars.count else { throw failure("'\(open.last?.name ?? "")' has no end tag") }
            if accept("<!--") {
                try skip(past: "-->")
            } else if accept("<?") {
                try skip(past: "?>")
            } else if accept("<![CDATA[") {
                let start = place
                try skip(past: "]]>")
                try add(text(start..<place - 3), to: &open)
            } else if accept("</") {
                let name = try name()
                skipSpace()
                guard let element = open.popLast(), element.name == name, accept(">") else {
                    throw failure("</\(name)> ends nothing")
                }
                if open.isEmpty { return element }
                open[open.count - 1].children.append(.element(element))
            } else if accept("<") {
                let (element, isEmpty) = try startTag()
                guard open.count < Self.deepest else { throw failure("elements nest too deep") }
                if !isEmpty {
                    open.append(element)
                } else if open.isEmpty {
                    return element
                } else {
                    open[open.count - 1].children.append(.element(element))
                }
            } else {
                let start = place
                while place < scalars.count, scalars[place] != "<" { place += 1 }
                try add(try unescaped(start..<place), to: &open)
            }
        }
    }

    private func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

    /// White space between elements is left out.
    private func add(_ text: String, to open: inout [XMLElement]) throws(Failure) {
        guard !open.isEmpty else { throw failure("text stands outside the root element") }
        guard !text.allSatisfy(\.isWhitespace) else { return }
        open[open.count - 1].children.append(.text(text))
    }

    private mutating func name() throws(Failure) -> String {
        let start = place
        while place < scalars.count, ![" ", "\t", "\n", "\r", "/", ">", "=", "<"].contains(scalars[place]) {
            place += 1
        }
        let name = text(start..<place)
        guard XMLElement.isName(name) else { throw failure("'\(name.prefix(40))' is no name") }
        return name
    }

    private mutating func startTag() throws(Failure) -> (XMLElement, isEmpty: Bool) {
        var element = XMLElement(name: try name())
        while true {
            skipSpace()
            if accept("/>") { return (element, true) }
            if accept(">") { return (element, false) }
            let attribute = try name()
            skipSpace()
            guard accept("=") else { throw failure("the attribute \(attribute) has no value") }
            skipSpace()
            guard place < scalars.count, scalars[place] == "\"" || scalars[place] == "'" else {
                throw failure("the value of \(attribute) has no quotes")
            }
            let quote = scalars[place]
            place += 1
            let start = place
            while place < scalars.count, scalars[place] != quote { place += 1 }
            guard place < scalars.count else { throw failure("the value of \(attribute) does not end") }
            element.attributes.append((attribute, try unescaped(start..<place)))
            place += 1
        }
    }

    private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

    private func unescaped(_ range: Range<Int>) throws(Failure) -> String {
        guard scalars[range].contains("&") else { return text(range) }
        var result = String.UnicodeScalarView()
        var place = range.lowerBound
        while place < range.upperBound {
            guard scalars[place] == "&" else {
                result.append(scalars[place])
                place += 1
                continue
            }
            guard let end = scalars[place..<min(place + 12, range.upperBound)].firstIndex(of: ";") else {
                throw failure("& does not begin an entity")
            }
            let name = text(place + 1..<end)
            if let known = Self.entities[name] {
                result.append(contentsOf: known.unicodeScalars)
            } else if name.hasPrefix("#"), let scalar = Self.numbered(name.dropFirst()) {
                result.append(scalar)
            } else {
                throw failure("there is no entity '\(name)'")
            }
            place = end + 1
        }
        return String(result)
    }

    private static func numbered(_ text: Substring) -> Unicode.Scalar? {
        let value = text.hasPrefix("x") ? UInt32(text.dropFirst(), radix: 16) : UInt32(text)
        return value.flatMap(Unicode.Scalar.init)
    }
}
