namespace ExchangeArchiveSafety.Conflicts;

/// <summary>How close auto-archiving is to acting.</summary>
internal enum AutoArchivingLevel : byte
{
    /// <summary>Switched off for the organization, no quota, or less than half full.</summary>
    Rests,

    /// <summary>From half full on: a migration can fill the rest.</summary>
    Ahead,

    /// <summary>From 5 points below the threshold on.</summary>
    Acts,
}

/// <summary>What a retention hold does now.</summary>
internal enum HoldWindow : byte
{
    /// <summary>Off, not yet begun, or past its end.</summary>
    None,

    /// <summary>Holds now, without an end or with one that the migration does not live to see.</summary>
    OpenEnded,

    /// <summary>Holds now and ends by itself.</summary>
    Ending,
}

/// <summary>The facts of one mailbox, all of them known. Everything uncertain is handled by <see cref="PossibleWorlds"/>, which makes one of these for each way the unknown facts could be.</summary>
/// <param name="Archive">Whether there is an archive.</param>
/// <param name="PolicyTag">Whether a tag of the effective policy archives.</param>
/// <param name="OptionalTag">Whether a tag archives that the user opted into.</param>
/// <param name="AutoArchiving">How close auto-archiving is to acting.</param>
/// <param name="AutoArchivingOff">Whether it is switched off on this mailbox.</param>
/// <param name="Hold">What the retention hold does.</param>
/// <param name="MailboxProcessingDisabled">Whether processing is switched off on the mailbox.</param>
/// <param name="OrganizationProcessingDisabled">Whether processing is switched off for the organization.</param>
/// <param name="PurviewHold">Whether there is a hold that may carry a Preservation Lock, under which the processing switches are ignored.</param>
/// <param name="AssistantGoesOn">Whether the Managed Folder Assistant's own counters show that it archives on.</param>
internal readonly record struct JudgedFacts(
    bool Archive,
    bool PolicyTag,
    bool OptionalTag,
    AutoArchivingLevel AutoArchiving,
    bool AutoArchivingOff,
    HoldWindow Hold,
    bool MailboxProcessingDisabled,
    bool OrganizationProcessingDisabled,
    bool PurviewHold,
    bool AssistantGoesOn)
{
    /// <summary>Whether a tag archives.</summary>
    public bool TagActs => PolicyTag || OptionalTag;

    /// <summary>Whether anything archives, or is ahead.</summary>
    public bool HasEngine => TagActs || AutoArchiving != AutoArchivingLevel.Rests;

    /// <summary>Whether a processing switch is set.</summary>
    public bool ProcessingDisabled => MailboxProcessingDisabled || OrganizationProcessingDisabled;

    /// <summary>Whether a processing switch is set and obeyed.</summary>
    public bool ProcessingIsOff => ProcessingDisabled && !(PurviewHold && AssistantGoesOn);

    /// <summary>Whether it makes a difference that a processing switch is obeyed: something archives that no retention hold, and nothing else, holds off for good.</summary>
    public bool HangsOnProcessing =>
        Archive && ProcessingDisabled
        && ((TagActs && Hold != HoldWindow.OpenEnded)
            || (AutoArchiving == AutoArchivingLevel.Ahead && !AutoArchivingOff && Hold != HoldWindow.OpenEnded)
            || (AutoArchiving == AutoArchivingLevel.Acts && !AutoArchivingOff));

    /// <summary>How the tags are held off.</summary>
    public HoldWindow TagsHeld => ProcessingIsOff ? HoldWindow.OpenEnded : Hold;

    /// <summary>How auto-archiving is held off. Reported: it goes on under a retention hold, so a hold is not trusted against it once it acts.</summary>
    public HoldWindow AutoArchivingHeld =>
        ProcessingIsOff || AutoArchivingOff ? HoldWindow.OpenEnded
        : AutoArchiving == AutoArchivingLevel.Acts ? HoldWindow.None
        : Hold;
}

/// <summary>The decision of the verdict on facts that are all known.</summary>
internal static class Judgement
{
    public static ConflictState Decide(MigrationActivity migration, in JudgedFacts facts)
    {
        if (migration == MigrationActivity.Ended || !facts.Archive || !facts.HasEngine)
        {
            return ConflictState.Safe;
        }

        var autoArchives = facts.AutoArchiving != AutoArchivingLevel.Rests;
        if ((!facts.TagActs || facts.TagsHeld == HoldWindow.OpenEnded) && (!autoArchives || facts.AutoArchivingHeld == HoldWindow.OpenEnded))
        {
            return ConflictState.Mitigated;
        }

        var actsNow = (facts.TagActs && facts.TagsHeld == HoldWindow.None)
            || (facts.AutoArchiving == AutoArchivingLevel.Acts && facts.AutoArchivingHeld == HoldWindow.None);
        return migration switch
        {
            MigrationActivity.StillSyncs when actsNow => ConflictState.Conflicting,
            MigrationActivity.StillSyncs or MigrationActivity.WillSync => ConflictState.Imminent,
            MigrationActivity.Dormant => ConflictState.Dormant,
            _ => ConflictState.Indeterminate,
        };
    }
}
