/// An element or a text of an XML document.
indirect enum XMLNode: Sendable {
    case element(XMLElement)
    case text(String)
}

/// An element of an XML document.
struct XMLElement: Sendable {
    var name: String
    var attributes: [(name: String, value: String)] = []
    var children: [XMLNode] = []

    /// All texts inside, one after the other.
    var text: String {
        children.map {
            switch $0 {
            case .element(let element): element.text
            case .text(let text): text
            }
        }.joined()
    }
}

extension XMLElement {
    /// The element as XML, as it stands: no line ends are added.
    var xml: String {
        let attributes = attributes.map { " \($0.name)=\"\(XMLElement.escape($0.value))\"" }.joined()
        guard !children.isEmpty else { return "<\(name)\(attributes)/>" }
        return "<\(name)\(attributes)>" + children.map(\.xml).joined() + "</\(name)>"
    }

    /// The element as XML, indented by two spaces a level.
    func pretty(_ level: Int = 0) -> String {
        let indent = String(repeating: "  ", count: level)
        let isFlat = children.allSatisfy { if case .text = $0 { true } else { false } }
        if isFlat { return indent + xml }
        let attributes = attributes.map { " \($0.name)=\"\(XMLElement.escape($0.value))\"" }.joined()
        let lines = children.map { child in
            switch child {
            case .element(let element): element.pretty(level + 1)
            case .text(let text): indent + "  " + XMLElement.escape(text)
            }
        }
        return ([indent + "<\(name)\(attributes)>"] + lines + [indent + "</\(name)>"]).joined(separator: "\n")
    }

    static func escape(_ text: String) -> String {
        // By scalars: a `<` with a mark on it is still the `<` of a tag.
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }

    /// Whether a text may be the name of an element or an attribute.
    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
        return text.unicodeScalars.allSatisfy {
            $0 == "_" || $0 == "-" || $0 == "." || $0 == ":" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
    }
}

extension XMLNode {
    var xml: String {
        switch self {
        case .element(let element): element.xml
        case .text(let text): XMLElement.escape(text)
        }
    }
}
