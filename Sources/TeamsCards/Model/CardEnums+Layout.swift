/// The gap above an element.
public struct Spacing: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `none`.
    public static let none = Spacing(rawValue: "none")
    /// `extraSmall`.
    public static let extraSmall = Spacing(rawValue: "extraSmall")
    /// `small`.
    public static let small = Spacing(rawValue: "small")
    /// `default`.
    public static let `default` = Spacing(rawValue: "default")
    /// `medium`.
    public static let medium = Spacing(rawValue: "medium")
    /// `large`.
    public static let large = Spacing(rawValue: "large")
    /// `extraLarge`.
    public static let extraLarge = Spacing(rawValue: "extraLarge")
    /// `padding`.
    public static let padding = Spacing(rawValue: "padding")

    public static let allCases: [Spacing] = [
        .none, .extraSmall, .small, .`default`, .medium, .large, .extraLarge, .padding,
    ]
}

/// Where something stands from side to side.
public struct HorizontalAlignment: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `left`.
    public static let left = HorizontalAlignment(rawValue: "left")
    /// `center`.
    public static let center = HorizontalAlignment(rawValue: "center")
    /// `right`.
    public static let right = HorizontalAlignment(rawValue: "right")

    public static let allCases: [HorizontalAlignment] = [.left, .center, .right]
}

/// Where something stands from top to bottom.
public struct VerticalAlignment: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `top`.
    public static let top = VerticalAlignment(rawValue: "top")
    /// `center`.
    public static let center = VerticalAlignment(rawValue: "center")
    /// `bottom`.
    public static let bottom = VerticalAlignment(rawValue: "bottom")

    public static let allCases: [VerticalAlignment] = [.top, .center, .bottom]
}

/// How wide a card must be shown for an element to be there.
public struct TargetWidth: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `veryNarrow`.
    public static let veryNarrow = TargetWidth(rawValue: "veryNarrow")
    /// `narrow`.
    public static let narrow = TargetWidth(rawValue: "narrow")
    /// `standard`.
    public static let standard = TargetWidth(rawValue: "standard")
    /// `wide`.
    public static let wide = TargetWidth(rawValue: "wide")
    /// `atLeast:veryNarrow`.
    public static let atLeastveryNarrow = TargetWidth(rawValue: "atLeast:veryNarrow")
    /// `atMost:veryNarrow`.
    public static let atMostveryNarrow = TargetWidth(rawValue: "atMost:veryNarrow")
    /// `atLeast:narrow`.
    public static let atLeastnarrow = TargetWidth(rawValue: "atLeast:narrow")
    /// `atMost:narrow`.
    public static let atMostnarrow = TargetWidth(rawValue: "atMost:narrow")
    /// `atLeast:standard`.
    public static let atLeaststandard = TargetWidth(rawValue: "atLeast:standard")
    /// `atMost:standard`.
    public static let atMoststandard = TargetWidth(rawValue: "atMost:standard")
    /// `atLeast:wide`.
    public static let atLeastwide = TargetWidth(rawValue: "atLeast:wide")
    /// `atMost:wide`.
    public static let atMostwide = TargetWidth(rawValue: "atMost:wide")

    public static let allCases: [TargetWidth] = [
        .veryNarrow, .narrow, .standard, .wide, .atLeastveryNarrow, .atMostveryNarrow, .atLeastnarrow, .atMostnarrow,
        .atLeaststandard, .atMoststandard, .atLeastwide, .atMostwide,
    ]
}

/// How a background picture covers its place.
public struct FillMode: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `cover`.
    public static let cover = FillMode(rawValue: "cover")
    /// `repeatHorizontally`.
    public static let repeatHorizontally = FillMode(rawValue: "repeatHorizontally")
    /// `repeatVertically`.
    public static let repeatVertically = FillMode(rawValue: "repeatVertically")
    /// `repeat`.
    public static let `repeat` = FillMode(rawValue: "repeat")

    public static let allCases: [FillMode] = [.cover, .repeatHorizontally, .repeatVertically, .`repeat`]
}

/// The size of a picture.
public struct ImageSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `auto`.
    public static let auto = ImageSize(rawValue: "auto")
    /// `stretch`.
    public static let stretch = ImageSize(rawValue: "stretch")
    /// `small`.
    public static let small = ImageSize(rawValue: "small")
    /// `medium`.
    public static let medium = ImageSize(rawValue: "medium")
    /// `large`.
    public static let large = ImageSize(rawValue: "large")

    public static let allCases: [ImageSize] = [.auto, .stretch, .small, .medium, .large]
}

/// How a picture fits into a given size.
public struct ImageFitMode: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `cover`.
    public static let cover = ImageFitMode(rawValue: "cover")
    /// `contain`.
    public static let contain = ImageFitMode(rawValue: "contain")
    /// `fill`.
    public static let fill = ImageFitMode(rawValue: "fill")

    public static let allCases: [ImageFitMode] = [.cover, .contain, .fill]
}

/// How a carousel goes from one page to the next.
public struct PageAnimation: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `slide`.
    public static let slide = PageAnimation(rawValue: "slide")
    /// `crossFade`.
    public static let crossFade = PageAnimation(rawValue: "crossFade")
    /// `none`.
    public static let none = PageAnimation(rawValue: "none")

    public static let allCases: [PageAnimation] = [.slide, .crossFade, .none]
}

/// The direction in which pages follow each other.
public struct Orientation: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `horizontal`.
    public static let horizontal = Orientation(rawValue: "horizontal")
    /// `vertical`.
    public static let vertical = Orientation(rawValue: "vertical")

    public static let allCases: [Orientation] = [.horizontal, .vertical]
}

/// How the items of a flow fill their row.
public struct ItemFit: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `fit`.
    public static let fit = ItemFit(rawValue: "fit")
    /// `fill`.
    public static let fill = ItemFit(rawValue: "fill")

    public static let allCases: [ItemFit] = [.fit, .fill]
}

/// On which side of the text an icon stands.
public struct IconPosition: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `before`.
    public static let before = IconPosition(rawValue: "before")
    /// `after`.
    public static let after = IconPosition(rawValue: "after")

    public static let allCases: [IconPosition] = [.before, .after]
}

/// Where the label of an input stands.
public struct LabelPosition: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `inline`.
    public static let inline = LabelPosition(rawValue: "inline")
    /// `above`.
    public static let above = LabelPosition(rawValue: "above")

    public static let allCases: [LabelPosition] = [.inline, .above]
}

/// On which side a popover opens.
public struct PopoverPosition: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `above`.
    public static let above = PopoverPosition(rawValue: "above")
    /// `below`.
    public static let below = PopoverPosition(rawValue: "below")
    /// `before`.
    public static let before = PopoverPosition(rawValue: "before")
    /// `after`.
    public static let after = PopoverPosition(rawValue: "after")

    public static let allCases: [PopoverPosition] = [.above, .below, .before, .after]
}

/// The colour of a text.
public struct TextColor: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = TextColor(rawValue: "default")
    /// `dark`.
    public static let dark = TextColor(rawValue: "dark")
    /// `light`.
    public static let light = TextColor(rawValue: "light")
    /// `accent`.
    public static let accent = TextColor(rawValue: "accent")
    /// `good`.
    public static let good = TextColor(rawValue: "good")
    /// `warning`.
    public static let warning = TextColor(rawValue: "warning")
    /// `attention`.
    public static let attention = TextColor(rawValue: "attention")

    public static let allCases: [TextColor] = [.`default`, .dark, .light, .accent, .good, .warning, .attention]
}

/// The size of a text.
public struct FontSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = FontSize(rawValue: "default")
    /// `small`.
    public static let small = FontSize(rawValue: "small")
    /// `medium`.
    public static let medium = FontSize(rawValue: "medium")
    /// `large`.
    public static let large = FontSize(rawValue: "large")
    /// `extraLarge`.
    public static let extraLarge = FontSize(rawValue: "extraLarge")

    public static let allCases: [FontSize] = [.`default`, .small, .medium, .large, .extraLarge]
}

/// The weight of a text.
public struct FontWeight: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = FontWeight(rawValue: "default")
    /// `lighter`.
    public static let lighter = FontWeight(rawValue: "lighter")
    /// `bolder`.
    public static let bolder = FontWeight(rawValue: "bolder")

    public static let allCases: [FontWeight] = [.`default`, .lighter, .bolder]
}

/// The typeface of a text.
public struct FontType: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = FontType(rawValue: "default")
    /// `monospace`.
    public static let monospace = FontType(rawValue: "monospace")

    public static let allCases: [FontType] = [.`default`, .monospace]
}

/// What a text is for, also for screen readers.
public struct TextBlockStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = TextBlockStyle(rawValue: "default")
    /// `heading`.
    public static let heading = TextBlockStyle(rawValue: "heading")
    /// `columnHeader`.
    public static let columnHeader = TextBlockStyle(rawValue: "columnHeader")

    public static let allCases: [TextBlockStyle] = [.`default`, .heading, .columnHeader]
}

/// The look of a group.
public struct ContainerStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `default`.
    public static let `default` = ContainerStyle(rawValue: "default")
    /// `emphasis`.
    public static let emphasis = ContainerStyle(rawValue: "emphasis")
    /// `good`.
    public static let good = ContainerStyle(rawValue: "good")
    /// `attention`.
    public static let attention = ContainerStyle(rawValue: "attention")
    /// `warning`.
    public static let warning = ContainerStyle(rawValue: "warning")
    /// `accent`.
    public static let accent = ContainerStyle(rawValue: "accent")

    public static let allCases: [ContainerStyle] = [.`default`, .emphasis, .good, .attention, .warning, .accent]
}
