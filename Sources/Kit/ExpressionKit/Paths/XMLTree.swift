internal import CLibXML2
internal import JSONKit

/// An XML text as a tree of libxml2, and how much it holds.
///
/// White space between elements is left out. A prefix is a part of the name, as it stands in the text: an element
/// `p:a` is found as `p:a` whatever `p` stands for, and `a` also where a namespace is the default.
///
/// A document type is refused: with none there are no entities that multiply, and nothing outside of the text is ever
/// asked for.
@safe final class XMLTree {
    let document: xmlDocPtr
    /// Bytes of the text.
    let bytes: Int
    /// Elements, attributes, texts and others.
    private(set) var nodes = 1
    /// How deep elements nest.
    private(set) var depth = 1
    /// The prefixes of the text, each with the one namespace that it means here.
    private(set) var prefixes: [ExactText: xmlNsPtr] = unsafe [:]

    private static let deepest = 128
    /// No network and no messages; the text is UTF-8 whatever its declaration says, and `CDATA` is text.
    private static let options = [
        XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_IGNORE_ENC, XML_PARSE_NOCDATA,
    ].reduce(0) { $0 | Int32($1.rawValue) }
    private static let isReady: Void = xmlInitParser()

    init(_ source: String, _ evaluation: inout Evaluation) throws(Failure) {
        bytes = source.utf8.count
        try evaluation.check(textBytes: bytes < Int32.max ? bytes : .max)
        try evaluation.spend(bytes)
        try evaluation.spend(try Self.work(Array(source.utf8), evaluation))
        unsafe document = try Self.read(source)
        try settle(&evaluation)
    }

    deinit {
        unsafe xmlFreeDoc(document)
        unsafe prefixes.values.forEach { unsafe xmlFreeNs($0) }
    }

    private static func failure(_ message: String) -> Failure { .value("this is no XML: \(message)") }

    // MARK: Reading

    /// Steps for the tags of a text. Reading compares the attributes of an element with each other, and looks for a
    /// prefix among all that are declared around it.
    private static func work(_ bytes: [UInt8], _ evaluation: Evaluation) throws(Failure) -> Int {
        var (tags, namespaces, attributes, pairs) = (1, 0, 0, 0)
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case 0: throw failure("it holds a zero byte")
            case UInt8(ascii: "<"):
                tags += 1
                attributes = 0
            case UInt8(ascii: "="), UInt8(ascii: ":"):
                attributes += byte == UInt8(ascii: "=") ? 1 : 0
                pairs += attributes
                if bytes[..<place].suffix(5).elementsEqual("xmlns".utf8) { namespaces += 1 }
            default: break
            }
        }
        try evaluation.check(count: tags)
        return tags * 64 + pairs >> 5 + namespaces.multipliedReportingOverflow(by: tags).partialValue >> 4
    }

    private static func read(_ source: String) throws(Failure) -> xmlDocPtr {
        Self.isReady
        guard let parser = unsafe xmlNewParserCtxt() else { throw failure("there is no memory for it") }
        defer { unsafe xmlFreeParserCtxt(parser) }
        // A document type ends the reading, and so does the first error, which is the one that says what is wrong.
        unsafe parser.pointee.sax.pointee.internalSubset = { parser, _, _, _ in
            let parser = unsafe parser?.assumingMemoryBound(to: xmlParserCtxt.self)
            unsafe parser?.pointee.wellFormed = 0
            unsafe xmlStopParser(parser)
        }
        unsafe parser.pointee.sax.pointee.serror = { parser, error in
            guard unsafe error?.pointee.level == XML_ERR_FATAL else { return }
            unsafe xmlStopParser(parser?.assumingMemoryBound(to: xmlParserCtxt.self))
        }
        var source = source
        let document = source.withUTF8 { text in
            unsafe text.withMemoryRebound(to: CChar.self) {
                unsafe xmlCtxtReadMemory(parser, $0.baseAddress, Int32(clamping: $0.count), nil, "UTF-8", options)
            }
        }
        if let document = unsafe document { return unsafe document }
        let error = unsafe parser.pointee.lastError
        guard unsafe error.level == XML_ERR_FATAL else {
            throw failure("a document type is not supported")
        }
        let message = unsafe error.message.map { unsafe String(cString: $0) } ?? "it cannot be read"
        let place = unsafe "line \(error.line), column \(error.int2)"
        throw failure("\(message.prefix { $0 != "\n" }.prefix(200)) at \(place)")
    }

    // MARK: What is read

    /// Counts what there is, leaves out white space between elements, and makes prefixes a part of names.
    private func settle(_ evaluation: inout Evaluation) throws(Failure) {
        var level = 1
        var siblings = 0
        var distances = 0
        var next = unsafe document.pointee.children
        while let node = unsafe next {
            nodes += 1
            depth = max(depth, level)
            guard level <= Self.deepest else { throw Self.failure("elements nest deeper than \(Self.deepest) levels") }
            // The order of others than elements is told by walking to the last element.
            siblings = unsafe node.pointee.type == XML_ELEMENT_NODE ? 0 : siblings + 1
            distances += siblings
            let isBlank = unsafe xmlIsBlankNode(node) == 1
            if unsafe node.pointee.type == XML_ELEMENT_NODE {
                unsafe spell(node)
                var attribute = unsafe node.pointee.properties
                while let one = unsafe attribute {
                    nodes += 1
                    unsafe UnsafeMutableRawPointer(one).withMemoryRebound(to: xmlNode.self, capacity: 1) {
                        unsafe spell($0)
                    }
                    unsafe attribute = one.pointee.next
                }
                if let child = unsafe node.pointee.children {
                    unsafe next = child
                    level += 1
                    continue
                }
            }
            var last = unsafe node
            while unsafe last.pointee.next == nil, let parent = unsafe last.pointee.parent,
                unsafe parent.pointee.type == XML_ELEMENT_NODE
            {
                unsafe last = parent
                level -= 1
            }
            unsafe next = last.pointee.next
            if isBlank {
                unsafe xmlUnlinkNode(node)
                unsafe xmlFreeNode(node)
            }
        }
        try evaluation.spend(nodes + distances >> 4)
        unsafe xmlXPathOrderDocElems(document)
    }

    /// Gives a node the namespace that stands for its prefix here, if it has one.
    private func spell(_ node: xmlNodePtr) {
        let name = unsafe String(cString: node.pointee.name)
        var prefix = unsafe node.pointee.ns?.pointee.prefix.map { unsafe String(cString: $0) }
        guard prefix != "xml" else { return }
        // That of an undeclared prefix is still in the name.
        if unsafe node.pointee.ns == nil, let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")),
            colon > name.startIndex, name.utf8.index(after: colon) < name.endIndex
        {
            prefix = String(name[..<colon])
            unsafe xmlNodeSetName(node, String(name[name.utf8.index(after: colon)...]))
        }
        guard let prefix else {
            unsafe node.pointee.ns = nil
            return
        }
        if unsafe prefixes[ExactText(prefix)] == nil {
            unsafe prefixes[ExactText(prefix)] = xmlNewNs(nil, "prefix:\(prefix)", prefix)
        }
        unsafe node.pointee.ns = prefixes[ExactText(prefix)]
    }
}
