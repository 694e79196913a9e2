import Foundation
import HTTPKit
import JSONKit

/// What a request wants of the sink.
struct SinkCall: Sendable {
    enum Operation: String, Sendable { case send, update, delete, create, members }

    var operation: Operation
    /// As in the path, decoded; of a new chat, the person's id.
    var conversation: String
    /// The message that is changed.
    var message = ""
    /// The text of the message, or of its card's first text.
    var text = ""

    /// - Returns: nil for what no connector asks for.
    init?(_ request: HTTP.Request) {
        let path = request.target.split(separator: "?")[0].split(separator: "/").map(String.init)
        guard let root = path.firstIndex(of: "v3"), path.count > root + 1, path[root + 1] == "conversations" else {
            return nil
        }
        let rest = path[(root + 2)...].map { $0.removingPercentEncoding ?? $0 }
        switch (request.method, rest.count) {
        case ("POST", 0): operation = .create
        case ("POST", 2...): operation = .send
        case ("PUT", 3...): operation = .update
        case ("DELETE", 3...): operation = .delete
        case ("GET", 2...): operation = .members
        default: return nil
        }
        conversation = rest.first ?? ""
        if operation == .update || operation == .delete { message = rest[2] }
        guard !request.body.isEmpty, let body = try? JSONValue(parsing: request.body) else { return }
        if operation == .create { conversation = body["members"]?[0]?["id"]?.stringValue ?? "" }
        text = body["text"]?.stringValue ?? body["attachments"]?[0]?["content"]?["body"]?[0]?["text"]?.stringValue ?? ""
    }
}

/// One line of the sink's script: how requests of a kind are answered, so many times.
struct SinkRule: Sendable {
    var operation: SinkCall.Operation?
    var conversation: String?
    /// 0 breaks the connection off.
    var status: Int
    var left: Int
    var isAfterDelivery: Bool
    var retryAfter: Int?
    var body: String

    /// `{"operation"?, "conversation"?, "status", "times"?, "afterDelivery"?, "retryAfter"?, "body"?}`
    init?(_ json: JSONValue) {
        guard let status = json["status"]?.intValue else { return nil }
        self.status = status
        operation = json["operation"]?.stringValue.flatMap(SinkCall.Operation.init)
        conversation = json["conversation"]?.stringValue
        left = json["times"]?.intValue ?? 1
        isAfterDelivery = json["afterDelivery"]?.boolValue ?? false
        retryAfter = json["retryAfter"]?.intValue
        body = json["body"]?.text() ?? "{}"
    }

    func strikes(_ call: SinkCall) -> Bool {
        left > 0 && (operation == nil || operation == call.operation)
            && (conversation == nil || conversation == call.conversation)
    }
}
