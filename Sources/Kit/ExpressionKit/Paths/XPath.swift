internal import CLibXML2
internal import JSONKit

/// A query in XPath 1.0, compiled by libxml2 for one tree.
///
/// - SeeAlso: [XPath 1.0](https://www.w3.org/TR/1999/REC-xpath-19991116/)
@safe struct XPath: ~Copyable {
    private let tree: XMLTree
    private let cost: XPathCost
    private let context: xmlXPathContextPtr
    private let compiled: xmlXPathCompExprPtr

    /// Bytes that a query may have.
    private static let longest = 2000

    init(_ source: String, in tree: XMLTree) throws(Failure) {
        let query = Array(source.utf8)
        guard query.count <= Self.longest else { throw .limit("the XPath is longer than \(Self.longest) bytes") }
        guard !query.contains(0) else { throw .value("the XPath holds a zero byte") }
        let cost = try XPathCost(query, in: tree)
        guard let context = unsafe xmlXPathNewContext(tree.document) else { throw Self.noMemory }
        unsafe context.pointee.error = { _, _ in }
        unsafe UnsafeMutableRawPointer(tree.document).withMemoryRebound(to: xmlNode.self, capacity: 1) {
            unsafe context.pointee.node = $0
        }
        unsafe tree.prefixes.forEach { unsafe _ = xmlXPathRegisterNs(context, $0.key.text, $0.value.pointee.href) }
        // Between brackets, since libxml2 would evaluate the simplest queries in another way, which it does not count.
        guard let compiled = unsafe xmlXPathCtxtCompile(context, "(\(source))") else {
            defer { unsafe xmlXPathFreeContext(context) }
            throw unsafe Self.failure(context.pointee.lastError)
        }
        self.tree = tree
        self.cost = cost
        unsafe self.context = context
        unsafe self.compiled = compiled
    }

    deinit {
        unsafe xmlXPathFreeCompExpr(compiled)
        unsafe xmlXPathFreeContext(context)
    }

    /// The hits as texts of XML, or what the query computes.
    func value(_ evaluation: inout Evaluation) throws(Failure) -> Value {
        try evaluation.spend(cost.start)
        let most = evaluation.steps / cost.step + 1
        unsafe context.pointee.opLimit = UInt(most)
        let object = unsafe xmlXPathCompiledEval(compiled, context)
        defer { unsafe xmlXPathFreeObject(object) }
        let used = Int(unsafe context.pointee.opCount).multipliedReportingOverflow(by: cost.step)
        try evaluation.spend(used.overflow ? .max : used.partialValue)
        guard let object = unsafe object else { throw unsafe Self.failure(context.pointee.lastError) }
        switch unsafe object.pointee.type {
        case XPATH_BOOLEAN: return .bool(unsafe object.pointee.boolval != 0)
        case XPATH_NUMBER:
            let number = unsafe object.pointee.floatval
            guard !number.isNaN else { throw .value("the XPath yields no number") }
            return if let whole = Int(exactly: number) { .int(whole) } else { try .double(number) }
        case XPATH_STRING: return .string(unsafe String(cString: object.pointee.stringval))
        default: return unsafe try texts(of: object.pointee.nodesetval, &evaluation)
        }
    }

    private func texts(of found: xmlNodeSetPtr?, _ evaluation: inout Evaluation) throws(Failure) -> Value {
        guard let found = unsafe found, unsafe found.pointee.nodeNr > 0 else { throw .value("the XPath finds nothing") }
        let count = Int(unsafe found.pointee.nodeNr)
        try evaluation.check(count: count)
        try evaluation.spend(count * 16)
        unsafe xmlXPathNodeSetSort(found)
        var texts: [JSONValue] = []
        var bytes = 0
        for place in 0..<count {
            guard let node = unsafe found.pointee.nodeTab[place] else { continue }
            let text = try unsafe text(of: node)
            bytes += text.utf8.count
            try evaluation.check(textBytes: bytes)
            try evaluation.spend(text.utf8.count >> 4)
            texts.append(.string(text))
        }
        return try evaluation.built(.array(texts))
    }

    /// What an attribute or a text says; others as XML.
    private func text(of node: xmlNodePtr) throws(Failure) -> String {
        switch unsafe node.pointee.type {
        case XML_ATTRIBUTE_NODE, XML_TEXT_NODE:
            guard let text = unsafe xmlXPathCastNodeToString(node) else { throw Self.noMemory }
            defer { unsafe cxml2_free(text) }
            return unsafe String(cString: text)
        case XML_DOCUMENT_NODE: return try unsafe tree.text(of: xmlDocGetRootElement(tree.document))
        default: return try unsafe tree.text(of: node)
        }
    }

    // MARK: Errors

    private static let noMemory = Failure.limit("there is no memory for the XPath")

    private static func failure(_ error: xmlError) -> Failure {
        // libxml2 numbers these from the first one of XPath.
        let number = unsafe error.code - Int32(XML_XPATH_EXPRESSION_OK.rawValue)
        let message =
            switch UInt32(max(number, 0)) {
            case XPATH_UNFINISHED_LITERAL_ERROR.rawValue: "a text in it does not end"
            case XPATH_UNDEF_VARIABLE_ERROR.rawValue: "it names a variable, and there are none"
            case XPATH_UNCLOSED_ERROR.rawValue: "a bracket is not closed"
            case XPATH_UNKNOWN_FUNC_ERROR.rawValue: "it calls a function that XPath 1.0 does not have"
            case XPATH_INVALID_OPERAND.rawValue: "an operator stands between what it cannot take"
            case XPATH_INVALID_TYPE.rawValue: "a path is needed where something else stands, or the other way round"
            case XPATH_INVALID_ARITY.rawValue: "a function has too many or too few arguments"
            case XPATH_INVALID_CTXT_SIZE.rawValue, XPATH_INVALID_CTXT_POSITION.rawValue:
                "position() and last() have a meaning in [ ] alone"
            case XPATH_UNDEF_PREFIX_ERROR.rawValue: "it uses a prefix that the XML does not have"
            default: "it is no XPath 1.0"
            }
        let place = unsafe error.str1 == nil ? "" : " (at its byte \(max(error.int1, 1)))"
        return .value("the XPath cannot be evaluated: \(message)\(place)")
    }
}
