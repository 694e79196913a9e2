/// The shape of a picture.
public struct ImageStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = ImageStyle(rawValue: "default")
    /// `person`.
    public static let person = ImageStyle(rawValue: "person")
    /// `roundedCorners`.
    public static let roundedCorners = ImageStyle(rawValue: "roundedCorners")

    public static let allCases: [ImageStyle] = [.`default`, .person, .roundedCorners]
}

/// How the pictures of a set are arranged.
public struct ImageSetStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = ImageSetStyle(rawValue: "default")
    /// `stacked`.
    public static let stacked = ImageSetStyle(rawValue: "stacked")
    /// `grid`.
    public static let grid = ImageSetStyle(rawValue: "grid")

    public static let allCases: [ImageSetStyle] = [.`default`, .stacked, .grid]
}

/// What a text input is for: phones show another keyboard, a password is masked.
public struct TextInputStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `text`.
    public static let text = TextInputStyle(rawValue: "text")
    /// `tel`.
    public static let tel = TextInputStyle(rawValue: "tel")
    /// `url`.
    public static let url = TextInputStyle(rawValue: "url")
    /// `email`.
    public static let email = TextInputStyle(rawValue: "email")
    /// `password`.
    public static let password = TextInputStyle(rawValue: "password")

    public static let allCases: [TextInputStyle] = [.text, .tel, .url, .email, .password]
}

/// How choices are shown.
public struct ChoiceInputStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `compact`.
    public static let compact = ChoiceInputStyle(rawValue: "compact")
    /// `expanded`.
    public static let expanded = ChoiceInputStyle(rawValue: "expanded")
    /// `filtered`.
    public static let filtered = ChoiceInputStyle(rawValue: "filtered")

    public static let allCases: [ChoiceInputStyle] = [.compact, .expanded, .filtered]
}

/// How an input looks until someone points at it.
public struct InputStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = InputStyle(rawValue: "default")
    /// `revealOnHover`.
    public static let revealOnHover = InputStyle(rawValue: "revealOnHover")

    public static let allCases: [InputStyle] = [.`default`, .revealOnHover]
}

/// Which inputs a submission carries.
public struct AssociatedInputs: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `auto`.
    public static let auto = AssociatedInputs(rawValue: "auto")
    /// `none`.
    public static let none = AssociatedInputs(rawValue: "none")

    public static let allCases: [AssociatedInputs] = [.auto, .none]
}

/// The look of a button.
public struct ActionStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = ActionStyle(rawValue: "default")
    /// `positive`.
    public static let positive = ActionStyle(rawValue: "positive")
    /// `destructive`.
    public static let destructive = ActionStyle(rawValue: "destructive")

    public static let allCases: [ActionStyle] = [.`default`, .positive, .destructive]
}

/// Whether an action is a button or stands in the overflow menu.
public struct ActionMode: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `primary`.
    public static let primary = ActionMode(rawValue: "primary")
    /// `secondary`.
    public static let secondary = ActionMode(rawValue: "secondary")

    public static let allCases: [ActionMode] = [.primary, .secondary]
}

/// The size of an icon.
public struct IconSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `xxSmall`.
    public static let xxSmall = IconSize(rawValue: "xxSmall")
    /// `xSmall`.
    public static let xSmall = IconSize(rawValue: "xSmall")
    /// `small`.
    public static let small = IconSize(rawValue: "small")
    /// `standard`.
    public static let standard = IconSize(rawValue: "standard")
    /// `medium`.
    public static let medium = IconSize(rawValue: "medium")
    /// `large`.
    public static let large = IconSize(rawValue: "large")
    /// `xLarge`.
    public static let xLarge = IconSize(rawValue: "xLarge")
    /// `xxLarge`.
    public static let xxLarge = IconSize(rawValue: "xxLarge")

    public static let allCases: [IconSize] = [.xxSmall, .xSmall, .small, .standard, .medium, .large, .xLarge, .xxLarge]
}

/// The drawing of an icon.
public struct IconStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `regular`.
    public static let regular = IconStyle(rawValue: "regular")
    /// `filled`.
    public static let filled = IconStyle(rawValue: "filled")

    public static let allCases: [IconStyle] = [.regular, .filled]
}

/// How strong the colour of a badge is.
public struct BadgeAppearance: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `filled`.
    public static let filled = BadgeAppearance(rawValue: "filled")
    /// `tint`.
    public static let tint = BadgeAppearance(rawValue: "tint")

    public static let allCases: [BadgeAppearance] = [.filled, .tint]
}

/// The corners of a badge.
public struct BadgeShape: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `square`.
    public static let square = BadgeShape(rawValue: "square")
    /// `rounded`.
    public static let rounded = BadgeShape(rawValue: "rounded")
    /// `circular`.
    public static let circular = BadgeShape(rawValue: "circular")

    public static let allCases: [BadgeShape] = [.square, .rounded, .circular]
}

/// The size of a badge.
public struct BadgeSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `medium`.
    public static let medium = BadgeSize(rawValue: "medium")
    /// `large`.
    public static let large = BadgeSize(rawValue: "large")
    /// `extraLarge`.
    public static let extraLarge = BadgeSize(rawValue: "extraLarge")

    public static let allCases: [BadgeSize] = [.medium, .large, .extraLarge]
}

/// The meaning of a badge, as a colour.
public struct BadgeStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = BadgeStyle(rawValue: "default")
    /// `subtle`.
    public static let subtle = BadgeStyle(rawValue: "subtle")
    /// `informative`.
    public static let informative = BadgeStyle(rawValue: "informative")
    /// `accent`.
    public static let accent = BadgeStyle(rawValue: "accent")
    /// `good`.
    public static let good = BadgeStyle(rawValue: "good")
    /// `attention`.
    public static let attention = BadgeStyle(rawValue: "attention")
    /// `warning`.
    public static let warning = BadgeStyle(rawValue: "warning")

    public static let allCases: [BadgeStyle] = [
        .`default`, .subtle, .informative, .accent, .good, .attention, .warning,
    ]
}

/// The colour of stars.
public struct RatingColor: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `neutral`.
    public static let neutral = RatingColor(rawValue: "neutral")
    /// `marigold`.
    public static let marigold = RatingColor(rawValue: "marigold")

    public static let allCases: [RatingColor] = [.neutral, .marigold]
}

/// The size of stars.
public struct RatingSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `medium`.
    public static let medium = RatingSize(rawValue: "medium")
    /// `large`.
    public static let large = RatingSize(rawValue: "large")

    public static let allCases: [RatingSize] = [.medium, .large]
}

/// How many stars are drawn.
public struct RatingStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = RatingStyle(rawValue: "default")
    /// `compact`.
    public static let compact = RatingStyle(rawValue: "compact")

    public static let allCases: [RatingStyle] = [.`default`, .compact]
}

/// The size of a ring.
public struct ProgressRingSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `tiny`.
    public static let tiny = ProgressRingSize(rawValue: "tiny")
    /// `small`.
    public static let small = ProgressRingSize(rawValue: "small")
    /// `medium`.
    public static let medium = ProgressRingSize(rawValue: "medium")
    /// `large`.
    public static let large = ProgressRingSize(rawValue: "large")

    public static let allCases: [ProgressRingSize] = [.tiny, .small, .medium, .large]
}

/// Light or dark.
public struct ThemeName: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `light`.
    public static let light = ThemeName(rawValue: "light")
    /// `dark`.
    public static let dark = ThemeName(rawValue: "dark")

    public static let allCases: [ThemeName] = [.light, .dark]
}
