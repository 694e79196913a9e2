internal import ExpressionKit
internal import Foundation
internal import JSONKit
internal import TeamsCards

/// A content with its templates read and its languages in order.
struct CompiledContent: Sendable {
    /// By tag in small letters.
    private let byTag: [String: Int]
    let variants: [ContentVariant]
    private let fallback: Int
    let category: String?

    /// - Throws: ``ContentError`` for what is wrong whatever the data.
    init(_ content: NotificationContent, category: String?, library: TemplateLibrary) throws(ContentError) {
        self.category = category
        guard case .locales(let contents, let fallbackTag) = content.kind else {
            variants = [try Self.variant(content, tag: nil, pointer: "", outer: nil, library)]
            byTag = [:]
            fallback = 0
            return
        }
        var variants: [ContentVariant] = []
        var byTag: [String: Int] = [:]
        for (tag, inner) in contents.sorted(by: { $0.key < $1.key }) {
            byTag[tag.lowercased()] = variants.count
            let pointer = "/locales/\(JSONPointer.escaped(tag))"
            variants.append(try Self.variant(inner, tag: tag, pointer: pointer, outer: content, library))
        }
        guard let fallback = byTag[fallbackTag.lowercased()] else {
            throw ContentError("must be one of the locales, but is \"\(fallbackTag.excerpt)\"", at: "/fallback")
        }
        self.variants = variants
        self.byTag = byTag
        self.fallback = fallback
    }

    /// The one for a person's language: of the exact tag, else of its language, else the fallback.
    func variant(for locale: String?) -> ContentVariant {
        guard !byTag.isEmpty, let locale = locale?.lowercased() else { return variants[fallback] }
        let language = locale.prefix { $0 != "-" && $0 != "_" }
        let tag = locale.replacing("_", with: "-")
        return variants[byTag[tag] ?? byTag[String(language)] ?? fallback]
    }

    /// Whether a variant's card gets the action for opting out, unless it brings one.
    /// - Parameter isForPerson: whether it goes to one person, who alone can opt out.
    func offersOptOut(_ variant: ContentVariant, isForPerson: Bool) -> Bool {
        guard !variant.isText else { return false }
        return variant.optOut ?? (isForPerson && category != nil)
    }

    /// The action for a card that gets one.
    func optOutAction(for variant: ContentVariant, wording: OptOutWording) -> OptOutAction {
        OptOutAction(category: category, wording: wording, isForced: variant.optOut == true)
    }

    private static func variant(
        _ content: NotificationContent, tag: String?, pointer: String, outer: NotificationContent?,
        _ library: TemplateLibrary
    ) throws(ContentError) -> ContentVariant {
        let body: ContentVariant.Body
        var cardPointer = pointer
        var data: JSONValue?
        let optOut = content.optOut ?? outer?.optOut
        switch content.kind {
        case .text(let text):
            guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
                throw ContentError("is empty: nothing is said", at: pointer + "/text")
            }
            guard content.optOut != true else {
                throw ContentError(NotificationContent.noPlaceForOptOut, at: pointer + "/optOut")
            }
            body = .text(text)
        case .card(let card, let own):
            cardPointer += "/card"
            body = .card(try template(card, at: cardPointer))
            data = own
        case .template(let name, let own):
            guard let template = library[name] else {
                throw ContentError(library.problem(with: name), at: pointer + "/template")
            }
            cardPointer += "/template"
            body = .card(template)
            data = own
        case .locales:
            throw ContentError("may not stand within a locale", at: pointer + "/locales")
        }
        if let data, data.objectValue == nil, !(content.recipientData.isEmpty && (outer?.recipientData ?? [:]).isEmpty)
        {
            throw ContentError("must be an object, since data of recipients lie over it", at: pointer + "/data")
        }
        let isText = if case .text = body { true } else { false }
        let summary = try (content.summary ?? outer?.summary).map { (text) throws(ContentError) in
            isText
                ? ContentVariant.Summary.plain(text)
                : .template(try template(.string(text), at: pointer + "/summary"))
        }
        return ContentVariant(
            body: body, tag: tag, pointer: pointer, cardPointer: cardPointer, data: data,
            recipientData: outer == nil ? [:] : content.recipientData, summary: summary,
            alert: content.alert ?? outer?.alert, optOut: optOut)
    }

    private static func template(_ json: JSONValue, at pointer: String) throws(ContentError) -> CardTemplate {
        let template: CardTemplate
        do throws(TemplateError) {
            template = try CardTemplate(json)
        } catch {
            throw ContentError(error.issues[0].firstLine, at: pointer + error.issues[0].path)
        }
        if let issue = template.issues.first { throw ContentError(issue.firstLine, at: pointer + issue.path) }
        return template
    }
}

extension TemplateIssue {
    /// The message without the picture of the expression.
    var firstLine: String { message.prefix { !$0.isNewline }.description }
}
