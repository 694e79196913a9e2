internal import ExpressionKit
internal import Foundation
internal import JSONKit
internal import TeamsCards
internal import TeamsModels

/// What a notification says in one language, ready to be made for a recipient.
struct ContentVariant: Sendable {
    enum Summary: Sendable {
        case plain(String)
        case template(CardTemplate)
    }

    enum Body: Sendable {
        case text(String)
        case card(CardTemplate)
    }

    let body: Body
    /// The language; nil when there is one content for all.
    let tag: String?
    /// Where it stands in the content, and where its card does, as JSON pointers.
    let pointer: String
    let cardPointer: String
    let data: JSONValue?
    /// What lies over the data in this language alone, by the person's id in small letters.
    let recipientData: [String: JSONObject]
    /// What the system shows of it; beside a card a template over the same data.
    let summary: Summary?
    let alert: Bool?
    let optOut: Bool?

    /// Whether it is a text, which can be joined with others.
    var isText: Bool {
        if case .text = body { true } else { false }
    }

    /// The data of one recipient: each layer over the one before, member by member.
    /// - Parameters:
    ///   - user: in small letters.
    ///   - outer: what lies over the data in every language.
    func data(for user: String?, over outer: JSONObject?) -> JSONValue? {
        let own = recipientData.isEmpty ? nil : user.flatMap { recipientData[$0] }
        guard own != nil || outer != nil else { return data }
        var merged = data?.objectValue ?? [:]
        for layer in [outer, own] {
            for (name, value) in layer ?? [:] { merged[name] = value }
        }
        return .object(merged)
    }

    /// The message with these data.
    /// - Throws: ``ContentError`` with a place in the whole content.
    func message(
        with data: JSONValue?, optOut action: OptOutAction?, environment: ExpressionEnvironment
    ) throws(ContentError) -> RenderedMessage {
        var environment = environment
        if let tag { environment.locale = tag }
        let options = ExpansionOptions(mode: .strict, environment: environment)
        var activity = Activity(.message)
        var plain: String?
        switch body {
        case .text(let text):
            plain = text
            activity.text = text
            activity.textFormat = .markdown
        case .card(let template):
            var card = try expand(template, with: data, options, at: cardPointer)
            guard card["type"] != nil else {
                throw ContentError("$when leaves nothing of the card", at: cardPointer)
            }
            if let action { card = action.added(to: card) }
            activity.attachments = [Attachment(ContentType(rawValue: AdaptiveCard.contentType), content: card)]
        }
        switch summary {
        case nil: break
        case .plain(let text): activity.summary = text
        case .template(let template):
            let words = try expand(template, with: data, options, at: pointer + "/summary")
            activity.summary = words.stringValue ?? words.text()
        }
        if let alert {
            var channel = ChannelData()
            channel.notification = NotificationInfo(alert: alert)
            activity.channelData = channel
        }
        return RenderedMessage(activity: activity, text: plain)
    }

    private func expand(
        _ template: CardTemplate, with data: JSONValue?, _ options: ExpansionOptions, at pointer: String
    ) throws(ContentError) -> JSONValue {
        do throws(TemplateError) {
            return try template.expand(data, options: options).card
        } catch {
            let issue = error.issues[0]
            let more = error.issues.count > 1 ? ", and \(error.issues.count - 1) more" : ""
            let isOwn = pointer.hasSuffix("/card") || pointer.hasSuffix("/summary")
            throw ContentError(
                (isOwn ? "" : "the template at \(issue.path): ") + issue.firstLine + more,
                at: isOwn ? pointer + issue.path : self.pointer + "/data")
        }
    }
}
