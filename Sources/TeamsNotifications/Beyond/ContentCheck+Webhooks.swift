internal import JSONKit
internal import TeamsCards
internal import TeamsModels

extension ContentCheck {
    /// The findings with what webhooks make of the content: 28 KB counted in bytes, no buttons that ask the bot, and
    /// nothing for people to opt out of.
    func addingWebhooks(
        of audience: NotificationAudience, to findings: Findings
    ) throws(ContentError) -> Findings {
        guard !audience.webhooks.isEmpty else { return findings }
        var findings = findings
        if audience.isWebhooksOnly {
            findings.largestBytes = 0
            findings.warnings.removeAll { $0.contains("were seen to be refused") }
        }
        for variant in compiled.variants {
            let message = try variant.message(
                with: variant.data(for: nil, over: nil), optOut: nil, environment: environment)
            let json = WebhookBody.json(of: message.activity, isWorkflow: false)
            let bytes = json.serialized().count
            let place = variant.pointer + (message.text == nil ? "" : "/text")
            guard bytes <= WebhookBody.mostBytes else {
                throw ContentError(
                    "makes a post of \(bytes) bytes; a webhook takes \(WebhookBody.mostBytes) at the most", at: place)
            }
            if bytes > WebhookBody.largeBytes {
                findings.warnings.append(
                    "The post to a webhook has \(bytes) bytes, of \(WebhookBody.mostBytes) that it takes")
            }
            findings.largestBytes = max(findings.largestBytes, bytes)
            if message.text == nil, Self.asksTheBot(json, depth: 0) {
                findings.warnings.append(
                    "Nothing comes of Action.Submit and Action.Execute on a webhook's card: use Action.OpenUrl there")
            }
        }
        return findings
    }

    private static func asksTheBot(_ json: JSONValue, depth: Int) -> Bool {
        guard depth < 128 else { return false }
        switch json {
        case .array(let elements): return elements.contains { asksTheBot($0, depth: depth + 1) }
        case .object(let members):
            if ["Action.Submit", "Action.Execute"].contains(members["type"]?.stringValue ?? "") { return true }
            return members.contains { asksTheBot($0.value, depth: depth + 1) }
        default: return false
        }
    }
}
