internal import HTTPKit
internal import JSONKit

/// One call, past the door: whoever makes it may.
struct APICall: Sendable {
    let api: NotificationAPI
    let request: HTTP.Request
    let path: PathParameters
    /// Who makes it; nil where nobody is asked.
    let grant: APIAccess.Grant?

    var desk: any NotificationDesk { api.desk }

    /// The notification that the path names.
    var notification: NotificationID { NotificationID(rawValue: path["id"]) }

    /// The body, which must be JSON without a name that stands twice.
    func json() throws(APIError) -> JSONValue {
        guard !request.body.isEmpty else { throw .invalid("the body is empty; it must be JSON", at: "") }
        do {
            return try JSONValue(parsing: request.body, duplicateNames: .refused)
        } catch {
            throw .invalid("the body is no JSON: \(error)", at: "")
        }
    }

    /// Refuses a body where there is nothing to say, and a query where nothing is asked for.
    func nothingElse() throws(APIError) {
        _ = try query(NoItems.self)
        guard !request.body.isEmpty else { return }
        guard case .object(let members) = try json() else { throw .invalid("must be an object, or nothing", at: "") }
        if let name = members.names.first {
            let pointer = StrictError(JSONPointer.root.appending(name), "").pointer
            throw .invalid("is not known here: this call takes nothing", at: "\(pointer)")
        }
    }

    /// The items of the query.
    func query<Items: StrictlyDecodable>(_ type: Items.Type) throws(APIError) -> Items {
        do throws(StrictError) {
            return try StrictReader.read(type, fromQuery: request.queryItems)
        } catch {
            throw APIError(error)
        }
    }

    private struct NoItems: StrictlyDecodable {
        init(from reader: inout StrictReader) throws(StrictError) {}
    }
}

extension HTTPReply {
    /// A JSON answer.
    static func json(_ value: JSONValue, status: Int = 200) -> HTTPReply { .json(value.serialized(), status: status) }
}
