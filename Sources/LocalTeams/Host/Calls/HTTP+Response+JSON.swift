internal import HTTPKit
internal import JSONKit

extension HTTP.Response {
    /// An answer whose body is `value`.
    static func json(_ status: Int, _ value: JSONValue, noStore: Bool = false) -> HTTP.Response {
        var fields: HTTP.Fields = ["Content-Type": "application/json; charset=utf-8"]
        if noStore { fields["Cache-Control"] = "no-store" }
        return HTTP.Response(status: status, fields: fields, body: value.serialized())
    }

    /// The path exists, but not with this method.
    static func methodNotAllowed(_ methods: [String]) -> HTTP.Response {
        var response = HTTP.Response.json(
            405, ["error": ["code": "MethodNotAllowed", "message": "The method is not allowed here."]])
        response.fields["Allow"] = methods.joined(separator: ", ")
        return response
    }
}
