namespace ExchangeArchiveSafety.Suspension;

/// <summary>
/// The retention hold is one setting in three properties: whoever changes one of them has changed the hold. It is ours, back, or somebody else's as a whole.
/// </summary>
internal static class HoldSetting
{
    /// <summary>Its properties, dates first.</summary>
    public static readonly IReadOnlyList<ArchivingSetting> Properties =
        [ArchivingSetting.StartDateForRetentionHold, ArchivingSetting.EndDateForRetentionHold, ArchivingSetting.RetentionHoldEnabled];

    /// <summary>Whether any of it is in here.</summary>
    public static bool IsIn(ArchivingSettings settings) => Properties.Any(settings.Has);

    /// <summary>
    /// What a suspension made of a property. Versions that recorded only what they wrote left out what stood already: the flag on, the dates open. A date that was
    /// not recorded is therefore not ours as soon as there is one.
    /// </summary>
    public static object? Made(ArchivingSettings made, ArchivingSetting property) =>
        made.Has(property) ? made[property] : property == ArchivingSetting.RetentionHoldEnabled ? true : null;

    /// <summary>What a property was before: where it was not recorded, what the suspension left it at.</summary>
    public static object? Found(JournaledSuspension suspension, ArchivingSetting property) =>
        suspension.Before.Has(property) ? suspension.Before[property] : Made(suspension.After, property);
}
