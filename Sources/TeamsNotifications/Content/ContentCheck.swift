internal import ExpressionKit
internal import Foundation
internal import JSONKit
internal import TeamsCards
internal import TeamsModels

/// Looks at a content with the data of everybody it has data for, before anything is sent.
///
/// Every recipient's message is made once and counted, which takes some microseconds each: what is refused for one is
/// refused for all. The validator, which takes longer, sees all of the first 2,000 cards, and of the rest the largest
/// and each that has a shape of its own.
struct ContentCheck: Sendable {
    /// What was found, when nothing is wrong.
    struct Findings: Sendable {
        /// The largest message, as the service counts it.
        var largestBytes = 0
        /// What is worth a look.
        var warnings: [String] = []
        /// Why recipients without data of their own cannot get it; nil when they can.
        var needsOwnData: ContentError?
        /// A message of each language: for somebody without data of one's own, where there is such a message.
        var messages: [RenderedMessage] = []
    }

    private static let fullyChecked = 2000
    private static let maxShapes = 200

    let content: NotificationContent
    let compiled: CompiledContent
    let environment: ExpressionEnvironment
    let wording: @Sendable (String?) -> OptOutWording

    /// - Throws: ``ContentError`` with the place in the content.
    func findings() async throws(ContentError) -> Findings {
        var findings = Findings()
        for variant in compiled.variants {
            try checkBase(variant, &findings)
            try await checkRecipients(variant, &findings)
        }
        let limit = 28 * 1024
        let isSaid = findings.warnings.contains { $0.contains("were seen to be refused") }
        if findings.largestBytes > limit, !isSaid {
            findings.warnings.append(
                "The largest message has \(findings.largestBytes) bytes; messages above \(limit) were seen to be refused"
            )
        }
        return findings
    }

    private func message(
        of variant: ContentVariant, _ user: String?, _ own: JSONObject?
    ) throws(ContentError) -> RenderedMessage {
        try variant.message(
            with: variant.data(for: user, over: own),
            optOut: compiled.offersOptOut(variant, isForPerson: true)
                ? compiled.optOutAction(for: variant, wording: wording(variant.tag)) : nil,
            environment: environment)
    }

    private func checkBase(_ variant: ContentVariant, _ findings: inout Findings) throws(ContentError) {
        do throws(ContentError) {
            let message = try message(of: variant, nil, nil)
            findings.messages.append(message)
            try validate(message, of: variant, at: nil, warnings: &findings.warnings)
            findings.largestBytes = max(findings.largestBytes, size(of: message))
        } catch {
            let hasData = !content.recipientData.isEmpty || !variant.recipientData.isEmpty
            guard hasData else { throw error }
            findings.needsOwnData = findings.needsOwnData ?? error
        }
    }

    private func checkRecipients(_ variant: ContentVariant, _ findings: inout Findings) async throws(ContentError) {
        var seen = 0
        var shapes: Set<Int> = []
        var largest: (bytes: Int, user: String)?
        let users = [content.recipientData.keys.map { ($0, true) }, variant.recipientData.keys.map { ($0, false) }]
        for (user, isOuter) in users.joined() where isOuter || content.recipientData[user] == nil {
            seen += 1
            // A large audience takes seconds of computing: others get the thread between two batches of it.
            if seen.isMultiple(of: 256) { await Task.yield() }
            let pointer = place(of: user, isOuter: isOuter, in: variant)
            let message: RenderedMessage
            do throws(ContentError) {
                message = try self.message(of: variant, user, content.recipientData[user])
            } catch {
                throw ContentError("for \(user.excerpt): \(error.message)", at: pointer)
            }
            // Where nobody gets it without data of one's own, one of those who have some stands for all.
            if seen == 1, findings.needsOwnData != nil { findings.messages.append(message) }
            let bytes = size(of: message)
            if bytes > largest?.bytes ?? 0 { largest = (bytes, user) }
            guard bytes <= CardTarget.bot.maxBytes else { throw tooLarge(bytes, for: user, at: pointer) }
            if seen > Self.fullyChecked {
                let shape = message.activity.attachments?.first?.content?.shape ?? 0
                guard shapes.count < Self.maxShapes, shapes.insert(shape).inserted else { continue }
            }
            var ignored: [String] = []
            try validate(message, of: variant, at: pointer, warnings: &ignored)
        }
        findings.largestBytes = max(findings.largestBytes, largest?.bytes ?? 0)
    }

    private func place(of user: String, isOuter: Bool, in variant: ContentVariant) -> String {
        (isOuter ? "" : variant.pointer) + "/recipientData/" + JSONPointer.escaped(user)
    }

    private func size(of message: RenderedMessage) -> Int {
        CardValidator.countedBytes(of: message.activity.json, for: .bot)
    }

    private func tooLarge(_ bytes: Int, for user: String?, at pointer: String) -> ContentError {
        let whose = user.map { "for \($0.excerpt) " } ?? ""
        return ContentError(
            "makes a message \(whose)of \(bytes) bytes as Teams counts them (UTF-16); "
                + "\(CardTarget.bot.maxBytes) are the most",
            at: pointer)
    }

    /// - Parameter pointer: where the recipient's data stand; nil for the message that everybody gets.
    private func validate(
        _ message: RenderedMessage, of variant: ContentVariant, at pointer: String?, warnings: inout [String]
    ) throws(ContentError) {
        guard message.text == nil else {
            let bytes = size(of: message)
            guard bytes <= CardTarget.bot.maxBytes else {
                throw tooLarge(bytes, for: nil, at: variant.pointer + "/text")
            }
            return
        }
        let prefix = "/attachments/0/content"
        for issue in CardValidator.issues(in: message.activity.json, for: .bot) {
            let path = issue.path.hasPrefix(prefix) ? String(issue.path.dropFirst(prefix.count)) : ""
            switch issue.severity {
            case .error:
                let place =
                    pointer
                    ?? (variant.cardPointer.hasSuffix("/template") ? variant.cardPointer : variant.cardPointer + path)
                throw ContentError(
                    place == variant.cardPointer + path ? issue.message : "the card at \(path): \(issue.message)",
                    at: place)
            case .warning where warnings.count < 20:
                let place = variant.cardPointer + path
                warnings.append("\(place): \(issue.message)")
            default: break
            }
        }
    }
}

extension JSONValue {
    /// The same for two values that differ in their texts and numbers only.
    fileprivate var shape: Int {
        var hasher = Hasher()
        hash(shapeInto: &hasher, depth: 0)
        return hasher.finalize()
    }

    private func hash(shapeInto hasher: inout Hasher, depth: Int) {
        guard depth < 256 else { return }
        switch self {
        case .array(let elements):
            hasher.combine(elements.count)
            for element in elements { element.hash(shapeInto: &hasher, depth: depth + 1) }
        case .object(let object):
            hasher.combine(object.count)
            for (name, value) in object {
                hasher.combine(name)
                value.hash(shapeInto: &hasher, depth: depth + 1)
            }
        default: hasher.combine(kind)
        }
    }
}
