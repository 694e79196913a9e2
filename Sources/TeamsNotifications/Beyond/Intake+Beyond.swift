extension Intake {
    /// The request with each webhook under its name, where it has one.
    func naming(_ request: NotificationRequest) -> NotificationRequest {
        var request = request
        request.audience = webhooks.named(request.audience)
        return request
    }

    /// The webhooks that an audience names must be there, and elsewhere.
    func checkWebhooks(of audience: NotificationAudience) throws(NotificationError) {
        for webhook in audience.webhooks {
            guard let problem = webhooks.problem(with: webhook) else { continue }
            throw NotificationError(
                .invalid, webhook.address == nil ? "\"\(webhook.text)\" \(problem)" : problem,
                at: "/audience" + (audience.pointer(to: webhook) ?? ""))
        }
    }
}

extension NotificationAudience {
    fileprivate func pointer(to webhook: WebhookName) -> String? {
        switch kind {
        case .webhook(webhook): return "/webhook"
        case .any(let parts):
            for (place, part) in parts.enumerated() {
                if let inner = part.pointer(to: webhook) { return "/any/\(place)\(inner)" }
            }
            return nil
        default: return nil
        }
    }
}
