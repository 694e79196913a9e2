internal import HTTPKit
internal import JSONKit
internal import ServiceKit

extension APICall {
    /// How the log names the call: what was asked for, by which key, and the notification that it was about. Nothing
    /// that the caller wrote stands in it but ids.
    func logged(_ route: APIRoute, _ reply: HTTPReply? = nil) -> Log.Metadata {
        var metadata = ["call": route.name]
        if let grant { metadata["by"] = grant.name.map { "key \($0)" } ?? "token" }
        let id = path["id"].isEmpty ? reply?.acceptedID ?? "" : path["id"]
        if !id.isEmpty { metadata["notification"] = id }
        return metadata
    }
}

extension HTTPReply {
    /// Whether something is different from now on: neither looks nor previews are worth a line.
    func hasChanged(by call: APICall) -> Bool {
        guard call.request.method != "GET", call.request.method != "HEAD", case .response(let response) = self else {
            return false
        }
        return response.status == 202 || !call.path["id"].isEmpty || call.request.method == "PUT"
    }

    /// The notification that an answer names.
    fileprivate var acceptedID: String? {
        guard case .response(let response) = self, response.status == 202 else { return nil }
        return (try? JSONValue(parsing: response.body))?["id"]?.stringValue
    }
}
