public import JSONKit

/// An icon of Teams' own.
public struct IconProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Icon"
    public static let since: CardVersion? = nil

    /// The name of the icon: `Calendar`.
    public var name: String?
    /// Its size.
    public var size: IconSize?
    /// Its drawing.
    public var style: IconStyle?
    /// Its colour.
    public var color: TextColor?
    /// What happens when someone presses it.
    public var selectAction: AdaptiveAction?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<IconProperties> = [
        .init("name", \.name, since: nil, required: true),
        .init("size", \.size, since: nil),
        .init("style", \.style, since: nil),
        .init("color", \.color, since: nil),
        .init("selectAction", \.selectAction, since: nil),
    ]
}

/// An icon of Teams' own.
public typealias Icon = CardNode<IconProperties>

/// A short word in a coloured shape.
public struct BadgeProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Badge"
    public static let since: CardVersion? = nil

    /// The word.
    public var text: String?
    /// The name of an icon.
    public var icon: String?
    /// On which side of the word the icon stands.
    public var iconPosition: IconPosition?
    /// How strong its colour is.
    public var appearance: BadgeAppearance?
    /// Its size.
    public var size: BadgeSize?
    /// Its corners.
    public var shape: BadgeShape?
    /// Its meaning.
    public var style: BadgeStyle?
    /// What is shown when someone points at it.
    public var tooltip: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<BadgeProperties> = [
        .init("text", \.text, since: nil),
        .init("icon", \.icon, since: nil),
        .init("iconPosition", \.iconPosition, since: nil),
        .init("appearance", \.appearance, since: nil),
        .init("size", \.size, since: nil),
        .init("shape", \.shape, since: nil),
        .init("style", \.style, since: nil),
        .init("tooltip", \.tooltip, since: nil),
    ]
}

/// A short word in a coloured shape.
public typealias Badge = CardNode<BadgeProperties>

/// Lines of a program.
public struct CodeBlockProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "CodeBlock"
    public static let since: CardVersion? = nil

    /// The program text.
    public var codeSnippet: String?
    /// The language: `Swift`. `PlainText` unless said.
    public var language: String?
    /// The number of its first line.
    public var startLineNumber: Int?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<CodeBlockProperties> = [
        .init("codeSnippet", \.codeSnippet, since: nil),
        .init("language", \.language, since: nil),
        .init("startLineNumber", \.startLineNumber, since: nil),
    ]
}

/// Lines of a program.
public typealias CodeBlock = CardNode<CodeBlockProperties>

/// A button with a title, a description and an icon.
public struct CompoundButtonProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "CompoundButton"
    public static let since: CardVersion? = nil

    /// The title.
    public var title: String?
    /// The description.
    public var description: String?
    /// Its icon: `{name, size, style, color}`.
    public var icon: JSONObject?
    /// A short word beside the title.
    public var badge: String?
    /// What happens when someone presses it.
    public var selectAction: AdaptiveAction?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<CompoundButtonProperties> = [
        .init("title", \.title, since: nil),
        .init("description", \.description, since: nil),
        .init("icon", \.icon, since: nil),
        .init("badge", \.badge, since: nil),
        .init("selectAction", \.selectAction, since: nil),
    ]
}

/// A button with a title, a description and an icon.
public typealias CompoundButton = CardNode<CompoundButtonProperties>

/// Stars that show a rating.
public struct RatingProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Rating"
    public static let since: CardVersion? = nil

    /// How many are full.
    public var value: Double?
    /// How many there are. Five unless said.
    public var max: Int?
    /// By how many people.
    public var count: Int?
    /// Their colour.
    public var color: RatingColor?
    /// Their size.
    public var size: RatingSize?
    /// How many are drawn.
    public var style: RatingStyle?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<RatingProperties> = [
        .init("value", \.value, since: nil),
        .init("max", \.max, since: nil),
        .init("count", \.count, since: nil),
        .init("color", \.color, since: nil),
        .init("size", \.size, since: nil),
        .init("style", \.style, since: nil),
    ]
}

/// Stars that show a rating.
public typealias Rating = CardNode<RatingProperties>

/// A bar that shows how far something is.
public struct ProgressBarProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "ProgressBar"
    public static let since: CardVersion? = nil

    /// How far. Without it, something goes on and nobody knows how long.
    public var value: Double?
    /// How far it goes. 100 unless said.
    public var max: Double?
    /// Its colour.
    public var color: TextColor?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ProgressBarProperties> = [
        .init("value", \.value, since: nil),
        .init("max", \.max, since: nil),
        .init("color", \.color, since: nil),
    ]
}

/// A bar that shows how far something is.
public typealias ProgressBar = CardNode<ProgressBarProperties>

/// A ring that turns while something goes on.
public struct ProgressRingProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "ProgressRing"
    public static let since: CardVersion? = nil

    /// What goes on.
    public var label: String?
    /// On which side the label stands.
    public var labelPosition: PopoverPosition?
    /// Its size.
    public var size: ProgressRingSize?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ProgressRingProperties> = [
        .init("label", \.label, since: nil),
        .init("labelPosition", \.labelPosition, since: nil),
        .init("size", \.size, since: nil),
    ]
}

/// A ring that turns while something goes on.
public typealias ProgressRing = CardNode<ProgressRingProperties>

/// A person, a file or an event, drawn by Teams from Microsoft Graph.
public struct ComponentProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Component"
    public static let since: CardVersion? = nil

    /// What it is: `graph.microsoft.com/user`.
    public var name: String?
    /// Which one, and how.
    public var properties: JSONObject?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ComponentProperties> = [
        .init("name", \.name, since: nil, required: true),
        .init("properties", \.properties, since: nil),
    ]
}

/// A person, a file or an event, drawn by Teams from Microsoft Graph.
public typealias Component = CardNode<ComponentProperties>
