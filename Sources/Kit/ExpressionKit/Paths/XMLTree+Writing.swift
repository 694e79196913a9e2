internal import CLibXML2

extension XMLTree {
    /// A node as XML.
    func text(of node: xmlNodePtr?) throws(Failure) -> String {
        try unsafe Self.text(of: node, in: document, isPretty: false)
    }

    /// A node of a document as XML.
    static func text(of node: xmlNodePtr?, in document: xmlDocPtr, isPretty: Bool) throws(Failure) -> String {
        guard let buffer = unsafe xmlBufferCreate() else { throw .limit("there is no memory to write XML") }
        defer { unsafe xmlBufferFree(buffer) }
        guard unsafe xmlNodeDump(buffer, document, node, 0, isPretty ? 1 : 0) >= 0,
            let text = unsafe xmlBufferContent(buffer)
        else { throw .value("the XML cannot be written") }
        return unsafe String(cString: text)
    }
}
