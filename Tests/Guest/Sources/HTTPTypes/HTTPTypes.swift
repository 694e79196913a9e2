/// As in swift-http-types.
public struct HTTPField: Sendable, Hashable {}
/// As in swift-http-types.
public struct HTTPFields: Sendable, Hashable {
    public init() {}
}
/// As in swift-http-types.
public struct HTTPRequest: Sendable, Hashable {
    public var path: String?
    public var headerFields = HTTPFields()
    public init(path: String?) { self.path = path }
}
/// As in swift-http-types.
public struct HTTPResponse: Sendable, Hashable {
    public var headerFields = HTTPFields()
    public init() {}
}
