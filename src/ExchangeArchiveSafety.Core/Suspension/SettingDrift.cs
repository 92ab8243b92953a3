namespace ExchangeArchiveSafety;

/// <summary>A setting that somebody else changed while archiving was suspended.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Before">What it was before the suspension.</param>
/// <param name="After">What the suspension made it.</param>
/// <param name="Current">What it is now.</param>
public sealed record SettingDrift(ArchivingSetting Setting, object? Before, object? After, object? Current)
{
    private bool IsDate => Setting is ArchivingSetting.StartDateForRetentionHold or ArchivingSetting.EndDateForRetentionHold;

    /// <summary>Setting, current and recorded values in one sentence.</summary>
    public override string ToString() => DisplayText.Sentence(
        Equals(Current, Before) && !IsDate ? CoreMessages.ReasonSetBack : CoreMessages.ReasonDrift, Setting, ArchivingSettings.Show(Current), ArchivingSettings.Show(Before), ArchivingSettings.Show(After));

    /// <summary>All of it, and that the hold goes as a whole.</summary>
    /// <param name="drift">What drifted.</param>
    /// <param name="leftAlone">The settings that are left alone for it.</param>
    internal static IEnumerable<string> Sentences(IReadOnlyList<SettingDrift> drift, IReadOnlyList<ArchivingSetting> leftAlone)
    {
        foreach (var one in drift)
        {
            yield return one.ToString();
        }

        // A hold that is all back is what it was, and nothing of it is left to do by hand.
        if (drift.Any(one => HoldSetting.Properties.Contains(one.Setting)) && leftAlone.Any(HoldSetting.Properties.Contains))
        {
            yield return CoreMessages.ReasonHoldLeftAlone;
        }
    }
}
