internal import CLibXML2
internal import JSONKit

/// Writes an object as XML: members become elements, those that begin with `@` attributes, `#text` the text.
@safe struct XMLWriter: ~Copyable {
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    /// The document that owns all that is added.
    private let document: xmlDocPtr

    private init() throws(Failure) {
        guard let document = unsafe xmlNewDoc("1.0") else { throw .limit("there is no memory to write XML") }
        unsafe self.document = document
    }

    deinit { unsafe xmlFreeDoc(document) }

    static func text(_ object: JSONObject) throws(Failure) -> String {
        let writer = try XMLWriter()
        let top = unsafe UnsafeMutableRawPointer(writer.document).assumingMemoryBound(to: xmlNode.self)
        var texts: [String] = []
        for (name, member) in object {
            try unsafe writer.add(name, member, to: top)
            // What is written goes, so that much is no slower than little.
            while let node = unsafe top.pointee.children {
                texts.append(try unsafe XMLTree.text(of: node, in: writer.document, isPretty: true))
                unsafe xmlUnlinkNode(node)
                unsafe xmlFreeNode(node)
            }
        }
        return head + texts.joined(separator: "\n")
    }

    /// Adds the elements that a member becomes: one, or one for each value of an array.
    private func add(_ name: String, _ value: JSONValue, to parent: xmlNodePtr) throws(Failure) {
        guard Self.isName(name) else { throw .value("'\(name.prefix(40))' cannot be the name of an XML element") }
        if case .array(let values) = value {
            for value in values { try unsafe add(name, value, to: parent) }
            return
        }
        let element = unsafe xmlNewChild(parent, nil, name, nil)
        guard let element = unsafe element else { throw .limit("there is no memory to write XML") }
        guard case .object(let object) = value else {
            if !value.isNull { unsafe xmlNodeAddContent(element, try Self.characters(value)) }
            return
        }
        for (name, member) in object {
            let rest = String(name.unicodeScalars.dropFirst())
            if name.utf8.first == UInt8(ascii: "@"), Self.isName(rest) {
                unsafe xmlNewProp(element, rest, try Self.characters(member))
            } else if name.hasSameBytes(as: "#text") {
                unsafe xmlNodeAddContent(element, try Self.characters(member))
            } else {
                try unsafe add(name, member, to: element)
            }
        }
    }

    private static func characters(_ value: JSONValue) throws(Failure) -> String {
        let text = Value.json(value).text
        guard text.unicodeScalars.allSatisfy(isCharacter) else {
            throw .value("the text holds a control character, which XML cannot have")
        }
        return text
    }

    /// Whether XML has the character.
    ///
    /// - SeeAlso: [XML 1.0, 2.2](https://www.w3.org/TR/xml/#charsets)
    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case ..<0x20, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    /// Whether a text may be the name of an element or an attribute.
    private static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
        return text.unicodeScalars.allSatisfy {
            $0 == "_" || $0 == "-" || $0 == "." || $0 == ":" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
    }
}
