internal import HTTPKit
internal import JSONKit

extension HTTPResponse {
    /// An answer whose body is `value`.
    static func json(_ status: Int, _ value: JSONValue, noStore: Bool = false) -> HTTPResponse {
        var fields: HTTPFields = ["Content-Type": "application/json; charset=utf-8"]
        if noStore { fields["Cache-Control"] = "no-store" }
        return HTTPResponse(status: status, fields: fields, body: value.serialized())
    }
}
