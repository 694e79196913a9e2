internal import HTTPKit
internal import JSONKit

extension HTTP.Response {
    /// An answer whose body is `value`.
    static func json(_ status: Int, _ value: JSONValue, noStore: Bool = false) -> HTTP.Response {
        var fields: HTTP.Fields = ["Content-Type": "application/json; charset=utf-8"]
        if noStore { fields["Cache-Control"] = "no-store" }
        return HTTP.Response(status: status, fields: fields, body: value.serialized())
    }

    /// An answer with a status that somebody chose: with a body, where there may be one.
    static func answer(_ status: Int, _ value: JSONValue, retryAfter: String? = nil) -> HTTP.Response {
        var response = status == 204 || status == 304 ? HTTP.Response(status: status) : .json(status, value)
        response.fields["Retry-After"] = retryAfter
        return response
    }

    /// The path exists, but not with this method.
    static func methodNotAllowed(_ methods: [String]) -> HTTP.Response {
        var response = HTTP.Response.json(
            405, ["error": ["code": "MethodNotAllowed", "message": "The method is not allowed here."]])
        response.fields["Allow"] = methods.joined(separator: ", ")
        return response
    }
}
