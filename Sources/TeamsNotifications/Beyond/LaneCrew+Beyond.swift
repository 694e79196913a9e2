internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import LockKit
internal import ServiceKit
internal import TeamsApp
internal import TeamsConnector
internal import TeamsModels

extension LaneCrew {
    /// Sends what goes past the bot. Its intent is durable.
    func sendBeyond(_ letter: Letter) async -> LetterResult {
        let at = wallClock.now
        let began = time.elapsed
        let outcome: Outcome
        do throws(ConnectorError) {
            outcome = letter.parcel.route == .webhook ? try await post(letter) : try await notify(letter)
        } catch {
            outcome = .withheld(error)
        }
        if case .withheld = outcome {
            pace.withdrawn(letter.parcel.lane)
            return LetterResult(at: at, outcome: outcome, home: nil, call: nil)
        }
        pace.answered(letter.parcel.lane)
        let duration = time.elapsed - began
        meter.note { $0.answers.add(duration) }
        return LetterResult(at: at, outcome: outcome, home: nil, call: nil, duration: duration)
    }

    // MARK: Webhooks

    private func post(_ letter: Letter) async throws(ConnectorError) -> Outcome {
        guard case .texts(let messages) = letter.content, let task = letter.parcel.tasks.first,
            let address = await address(of: task.delivery)
        else {
            throw ConnectorError(.webhookUnknown, message: "post: the webhook has no address any more")
        }
        let own = letter.parcel.tasks.compactMap { messages[$0.delivery.place] }
        let json = WebhookBody.json(of: Letter.joined(own), isWorkflow: WebhookBody.isWorkflow(address))
        let body = json.serialized()
        guard body.count <= WebhookBody.mostBytes else {
            throw ConnectorError(.tooLarge, message: "post: a webhook takes \(WebhookBody.mostBytes) bytes")
        }
        return await pace.exchange.post(body, toWebhook: address)
    }

    /// The address that a delivery goes to: of a name what the settings say now, else what the notification says.
    private func address(of delivery: Delivery) async -> HTTP.Address? {
        guard let target = delivery.target.conversation else { return nil }
        if let address = webhooks.address(of: target) { return address }
        if let address = webhookAddresses.withLock({ $0[target] }) { return address }
        let record = try? await store.notification(delivery.notification)
        let name = record?.request.audience.webhooks.first { DeliveryTarget.webhook($0).conversation == target }
        guard let address = name.flatMap({ webhooks.address(of: $0) }) else { return nil }
        webhookAddresses.withLock { addresses in
            if addresses.count >= 1000 { addresses.removeAll() }
            addresses[target] = address
        }
        return address
    }

    // MARK: Activity feeds

    /// What a notice says: of those with a content of their own the first goes, and the others with the next request.
    func writeNotice(_ letter: inout Letter) async {
        var notice: JSONObject?
        var going: [DeliveryTask] = []
        for task in letter.parcel.tasks {
            do {
                let own = try FeedNotice.json(
                    of: try await messages.message(for: task).activity, bot: app.botAccount?.id?.rawValue ?? "")
                if notice ?? own == own {
                    notice = own
                    going.append(task)
                } else {
                    letter.overflow.append(task)
                }
            } catch {
                fail(task, error, in: &letter)
            }
        }
        letter.parcel.tasks = going
        letter.content = notice.map { .notice($0) } ?? .nothing
    }

    private func notify(_ letter: Letter) async throws(ConnectorError) -> Outcome {
        guard case .notice(let notice) = letter.content else {
            throw ConnectorError(.invalidRequest, message: "notify: there is nothing to tell")
        }
        let users = letter.parcel.tasks.compactMap(\.delivery.target.user)
        let isForMany = letter.parcel.lane.scope.kind == .feedRecipients
        let json = isForMany ? FeedNotice.json(notice, for: users) : .object(notice)
        return await pace.exchange.notify(
            json.serialized(), user: isForMany ? nil : users.first,
            in: DeliveryRoute.organisation(ofFeedLane: letter.parcel.lane.tenant.id), at: pace.cloud.graphURL)
    }
}

extension Parcel {
    /// Which way it goes.
    var route: DeliveryRoute { DeliveryRoute(lane: TenantID(rawValue: lane.tenant.id)) }

    /// Whether a refusal of all may be about one of them, so that they are tried in smaller parts.
    func mayBeSplit(after code: DeliveryCode?) -> Bool {
        let codes: [ConnectorError.Code] =
            route == .activityFeed
            ? [.badArgument, .tooLarge, .notInstalled, .userNotFound] : [.badArgument, .tooLarge]
        return tasks.count > 1 && codes.contains { DeliveryCode($0) == code }
    }
}

extension Lane {
    /// Where a delivery counts.
    /// - Parameter count: how many go with it at the most.
    init(of task: DeliveryTask, count: Int) {
        let target = task.delivery.target
        let scope: PacingScope =
            switch target.route {
            case .chat: .sends(task.line)
            case .webhook: .webhook(target.tenant.rawValue)
            case .activityFeed: .feed(target.tenant.rawValue, isForMany: count > 1)
            }
        self.init(scope, tenant: target.tenant)
    }
}

extension DeliveryTask {
    /// People who get the same notice wait in one line, and go together.
    var feedLine: String {
        let delivery = delivery
        let own = data == nil ? "" : " \(delivery.target.user ?? "")"
        return "feed \(delivery.notification) \(delivery.occurrence) \(version) \(locale ?? "")\(own)"
    }
}

extension ConnectorError.Code {
    /// A webhook's name is not in the settings any more; nothing was sent.
    static let webhookUnknown: ConnectorError.Code = "webhookUnknown"
}
