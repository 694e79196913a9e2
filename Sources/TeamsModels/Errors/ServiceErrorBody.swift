public import JSONKit

/// What the service says when it refuses a request, out of any of the envelopes that it uses.
///
///     {"error": {"code": …, "message": …, "innerHttpError": …}}
///     {"errorCode": 209, "message": "{ \"subCode\": …, \"details\": … }"}      a JSON text in a string
///     {"error": "invalid_client", "error_description": …}                       the token endpoint's
public struct ServiceErrorBody: Sendable, Hashable {
    /// Why, as a name. Envelopes with a sub-code have no other name than that.
    public var code: ServiceErrorCode?
    /// Why, for people.
    public var message: String?
    /// Why in detail, as a name; only beside ``errorCode``.
    public var subCode: ServiceErrorCode?
    /// Why, as a number; 209 is "blocked or uninstalled".
    public var errorCode: Int?

    /// An error with a name.
    public init(code: ServiceErrorCode?, message: String?) {
        self.code = code
        self.message = message
    }

    /// An error with a number and a sub-code, whose details travel as a JSON text in a string.
    public init(errorCode: Int, subCode: ServiceErrorCode, details: String?) {
        self.errorCode = errorCode
        self.subCode = subCode
        message = details
    }

    /// Reads a body. What is not one of the envelopes, or no JSON at all, gives an error without any member.
    public init(parsing body: [UInt8]) {
        self.init(json: (try? JSONValue(parsing: body, maxDepth: 64)) ?? .null)
    }

    /// Reads any of the envelopes; every member that is not there stays nil.
    public init(json: JSONValue) {
        if let error = json["error"], error.objectValue != nil {
            code = error["code"]?.stringValue.map { ServiceErrorCode(rawValue: $0) }
            message = error["message"]?.stringValue
        } else if let name = json["error"]?.stringValue {
            code = ServiceErrorCode(rawValue: name)
            message = json["error_description"]?.stringValue
        } else {
            errorCode = json["errorCode"]?.intValue
            message = json["message"]?.stringValue
            guard let text = message, let inner = try? JSONValue(parsing: text, maxDepth: 64) else { return }
            subCode = inner["subCode"]?.stringValue.map { ServiceErrorCode(rawValue: $0) }
            message = inner["details"]?.stringValue ?? message
        }
    }

    /// The body as the service writes it: with ``subCode`` the envelope of error 209, else the common one.
    public var json: JSONValue {
        guard let subCode else {
            return ["error": ["code": .string(code?.rawValue ?? ""), "message": .string(message ?? "")]]
        }
        let inner: JSONValue = [
            "subCode": .string(subCode.rawValue), "details": .string(message ?? ""), "errorCode": nil,
            "errorSubCode": nil,
        ]
        return ["errorCode": .number(JSONNumber(errorCode ?? 0)), "message": .string(inner.text(.pretty))]
    }
}
