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
    internal static IEnumerable<string> Sentences(IReadOnlyList<SettingDrift> drift)
    {
        foreach (var one in drift)
        {
            yield return one.ToString();
        }

        if (drift.Any(one => HoldSetting.Properties.Contains(one.Setting)))
        {
            yield return CoreMessages.ReasonHoldLeftAlone;
        }
    }
}
