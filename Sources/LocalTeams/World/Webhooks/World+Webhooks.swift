internal import JSONKit

// Webhooks of channels: somebody who is no bot and has no token posts there.

extension World {
    /// Webhooks of one channel at most, those that were removed included.
    private static let maxWebhooks = 200

    /// `id` is the key to the webhook: whoever has it can post.
    @discardableResult
    mutating func addWebhook(
        as handle: Handle, channel: ConversationID, kind: Workspace.Webhook.Kind = .incoming, name: String? = nil,
        id: WebhookID = WebhookID(rawValue: Secret.guid())
    ) throws(Refusal) -> Workspace.Webhook {
        let place = try visit(channel, as: handle)
        guard place.team != nil else { throw .badRequest("\"channel\" must be a team's channel") }
        if let name { try Self.check(name, "name") }
        guard webhooks.values.count(where: { $0.value.channel == place.id }) < Self.maxWebhooks else {
            throw .conflict("the channel has had \(Self.maxWebhooks) webhooks, and cannot have more")
        }
        let webhook = Workspace.Webhook(id: id, channel: place.id, kind: kind, name: name)
        webhooks.put(Row(webhook, serial: counters.nextSerial()))
        showWorkspace()
        return withAddress(webhook)
    }

    /// Whoever posts to it from now on learns that it is gone.
    mutating func removeWebhook(_ id: WebhookID, as handle: Handle) throws(Refusal) {
        try known(handle)
        guard let webhook = webhooks[id]?.value, !webhook.removed, let place = place(webhook.channel) else {
            throw .notFound("no webhook has this id")
        }
        guard roster(place).contains(handle) else { throw .forbidden("\(handle) is not in the webhook's team") }
        webhooks.change(id) { $0.value.removed = true }
        webhookWindows[id] = nil
        showWorkspace()
    }

    /// A post is there. It is read already, or was refused for what it says.
    mutating func receive(
        _ post: Result<WebhookPost, WebhookRefusal>, at id: WebhookID
    ) throws(WebhookRefusal) -> [Message] {
        guard let webhook = webhooks[id]?.value else { throw .unknown }
        guard !webhook.removed else { throw .removed }
        do throws(WebhookRefusal) {
            return try accept(try post.get(), at: webhook)
        } catch {
            let said = (try? post.get())?.messages.map(\.said).joined(separator: "\n") ?? ""
            enterRefusal(
                conversation: webhook.channel, bot: LedgerEntry.webhook,
                to: place(webhook.channel).map { roster($0).handles } ?? [], text: said, status: error.status,
                code: nil, note: error.note, isMessage: true)
            throw error
        }
    }

    private mutating func accept(
        _ post: WebhookPost, at webhook: Workspace.Webhook
    ) throws(WebhookRefusal) -> [Message] {
        guard let place = place(webhook.channel), isOpen(place) else { throw .noChannel }
        guard !isArchived(place) else { throw .archived }
        if keepsWindows {
            var window = webhookWindows[webhook.id, default: RequestWindow()]
            if let wait = window.wait(at: now, under: WebhookRules.limits) { throw .tooSoon(wait) }
            window.count(at: now, under: WebhookRules.limits)
            webhookWindows[webhook.id] = window
        }
        let author = Message.Author.webhook(webhook.name ?? webhook.kind.usualName)
        return post.messages.map { add($0, to: place, root: nil, author: author, audience: .everyone) }
    }
}
