internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

extension LaneCrew {
    /// What the request of `parcel` says. Deliveries whose content cannot be made are told, and left out.
    func letter(for parcel: Parcel) async -> Letter {
        var letter = Letter(parcel: parcel)
        switch parcel.route {
        case .chat: break
        case .webhook:
            await join(&letter)
            return letter
        case .activityFeed:
            await writeNotice(&letter)
            return letter
        }
        switch parcel.step {
        case .create: break
        case .send where parcel.tasks.count > 1: await join(&letter)
        case .send: await write(&letter, isNew: true)
        case .update, .delete:
            if parcel.tasks.first?.isText == true, await rebuild(&letter) { break }
            // Several that are no digest any more: they are the same message all the same.
            if parcel.step == .update { await write(&letter, isNew: false) }
        }
        return letter
    }

    /// The body of one message.
    private func write(_ letter: inout Letter, isNew: Bool) async {
        guard let task = letter.parcel.tasks.first else { return }
        let key = BodyCache.Key(task, isNew: isNew)
        if let body = bodies[key] {
            letter.content = .body(body)
        } else {
            await compose(&letter, for: task, isNew: isNew, key)
        }
    }

    // Activities are large. What handles them has a frame of its own, which is gone when the request waits.

    @inline(never)
    private func compose(_ letter: inout Letter, for task: DeliveryTask, isNew: Bool, _ key: BodyCache.Key?) async {
        do {
            var activity = try await messages.message(for: task).activity
            if task.delivery.target.isTargeted, isNew, let account = task.delivery.target.account {
                activity.recipient = Account(account)
                activity.recipient?.isTargeted = true
            }
            let body = try Call.body(of: activity, isNew: isNew)
            bodies.keep(body, as: key)
            letter.content = .body(body)
        } catch {
            fail(task, error, in: &letter)
        }
    }

    /// Several texts, as many as fit.
    @inline(never)
    private func join(_ letter: inout Letter) async {
        var digest = Digest(countsUTF8: letter.parcel.route == .webhook)
        var messages: [Int64: RenderedMessage] = [:]
        for (number, task) in letter.parcel.tasks.enumerated() {
            do {
                let message = try await self.messages.message(for: task)
                guard digest.add(message.text ?? message.activity.text ?? "") else {
                    letter.overflow = Array(letter.parcel.tasks[number...])
                    break
                }
                messages[task.delivery.place] = message
            } catch {
                fail(task, error, in: &letter)
            }
        }
        letter.parcel.tasks.removeAll { messages[$0.delivery.place] == nil }
        letter.content = .texts(messages)
    }

    /// What is left of a message in which texts were joined.
    /// - Returns: false when it is the message of these deliveries alone.
    @inline(never)
    private func rebuild(_ letter: inout Letter) async -> Bool {
        guard let task = letter.parcel.tasks.first, let message = task.delivery.activityID,
            let conversation = task.delivery.target.conversation
        else { return false }
        let sharing: [DeliveryTask]
        do {
            sharing = try await store.sharing(message, in: conversation)
        } catch {
            // Without knowing who else stands in the message it must not be touched: the intent will not be stored
            // either, and it comes again.
            letter.overflow = letter.parcel.tasks
            letter.parcel.tasks = []
            return true
        }
        guard sharing.count > 1 || letter.parcel.tasks.count > 1 else { return false }
        var left: [RenderedMessage] = []
        for other in sharing where other.work != .delete {
            do {
                left.append(try await messages.message(for: other))
            } catch {
                guard letter.parcel.tasks.contains(where: { $0.delivery.place == other.delivery.place }) else {
                    continue
                }
                fail(other, error, in: &letter)
            }
        }
        letter.content = left.isEmpty ? .nothing : .rebuilt(Letter.joined(left))
        return true
    }

    func fail(_ task: DeliveryTask, _ error: any Error, in letter: inout Letter) {
        logger.warning(
            "The content cannot be made for a recipient",
            task.delivery.logged.merging(["error": "\(error)"]) { $1 })
        meter.note { $0.ended[.failed, default: 0] += 1 }
        letter.parcel.tasks.removeAll { $0.delivery.place == task.delivery.place }
        letter.failed.append(task)
        letter.failures.append(
            DeliveryReceipt(
                place: task.delivery.place, state: .failed, version: task.version,
                activityID: task.delivery.activityID, code: .content))
    }
}
