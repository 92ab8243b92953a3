namespace ExchangeArchiveSafety;

/// <summary>A kind of finding: id, name, weight and sentence. The ids are stable and explained in about_ArchiveMigrationConflicts.</summary>
/// <param name="Id">Stable id; 1xxx belong to verdicts, 2xxx to suspending and resuming.</param>
/// <param name="Name">Name that goes with the id.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Sentence">The sentence, a resource with numbered gaps.</param>
public sealed record FindingKind(string Id, string Name, FindingSeverity Severity, string Sentence)
{
    internal static readonly FindingKind MigrationStillSyncs = new("EAS1001", nameof(MigrationStillSyncs), FindingSeverity.Critical, CoreMessages.EAS1001_MigrationStillSyncs);
    internal static readonly FindingKind MigrationWillSync = new("EAS1002", nameof(MigrationWillSync), FindingSeverity.Warning, CoreMessages.EAS1002_MigrationWillSync);
    internal static readonly FindingKind MigrationDormant = new("EAS1003", nameof(MigrationDormant), FindingSeverity.Warning, CoreMessages.EAS1003_MigrationDormant);
    internal static readonly FindingKind MigrationEnded = new("EAS1004", nameof(MigrationEnded), FindingSeverity.Information, CoreMessages.EAS1004_MigrationEnded);
    internal static readonly FindingKind NotMigrating = new("EAS1005", nameof(NotMigrating), FindingSeverity.Information, CoreMessages.EAS1005_NotMigrating);
    internal static readonly FindingKind MigrationTypeUnaffected = new("EAS1006", nameof(MigrationTypeUnaffected), FindingSeverity.Information, CoreMessages.EAS1006_MigrationTypeUnaffected);
    internal static readonly FindingKind MigrationTypeNotJudged = new("EAS1007", nameof(MigrationTypeNotJudged), FindingSeverity.Warning, CoreMessages.EAS1007_MigrationTypeNotJudged);
    internal static readonly FindingKind MigrationStatusNotJudged = new("EAS1008", nameof(MigrationStatusNotJudged), FindingSeverity.Warning, CoreMessages.EAS1008_MigrationStatusNotJudged);
    internal static readonly FindingKind MigrationStatusUnknown = new("EAS1009", nameof(MigrationStatusUnknown), FindingSeverity.Warning, CoreMessages.EAS1009_MigrationStatusUnknown);
    internal static readonly FindingKind ExternallyMigrating = new("EAS1010", nameof(ExternallyMigrating), FindingSeverity.Critical, CoreMessages.EAS1010_ExternallyMigrating);
    internal static readonly FindingKind MigrationUserListShort = new("EAS1011", nameof(MigrationUserListShort), FindingSeverity.Warning, CoreMessages.EAS1011_MigrationUserListShort);
    internal static readonly FindingKind SeveralMigrationUsers = new("EAS1012", nameof(SeveralMigrationUsers), FindingSeverity.Information, CoreMessages.EAS1012_SeveralMigrationUsers);
    internal static readonly FindingKind BatchNameRepeats = new("EAS1013", nameof(BatchNameRepeats), FindingSeverity.Warning, CoreMessages.EAS1013_BatchNameRepeats);
    internal static readonly FindingKind ArchiveExists = new("EAS1101", nameof(ArchiveExists), FindingSeverity.Information, CoreMessages.EAS1101_ArchiveExists);
    internal static readonly FindingKind NoArchive = new("EAS1102", nameof(NoArchive), FindingSeverity.Information, CoreMessages.EAS1102_NoArchive);
    internal static readonly FindingKind ArchiveStatusContradicts = new("EAS1103", nameof(ArchiveStatusContradicts), FindingSeverity.Warning, CoreMessages.EAS1103_ArchiveStatusContradicts);
    internal static readonly FindingKind GhostArchive = new("EAS1104", nameof(GhostArchive), FindingSeverity.Warning, CoreMessages.EAS1104_GhostArchive);
    internal static readonly FindingKind ArchiveMayAppear = new("EAS1105", nameof(ArchiveMayAppear), FindingSeverity.Warning, CoreMessages.EAS1105_ArchiveMayAppear);
    internal static readonly FindingKind PolicyTagArchives = new("EAS1201", nameof(PolicyTagArchives), FindingSeverity.Warning, CoreMessages.EAS1201_PolicyTagArchives);
    internal static readonly FindingKind OptionalTagArchives = new("EAS1202", nameof(OptionalTagArchives), FindingSeverity.Warning, CoreMessages.EAS1202_OptionalTagArchives);
    internal static readonly FindingKind NoPolicyShown = new("EAS1203", nameof(NoPolicyShown), FindingSeverity.Warning, CoreMessages.EAS1203_NoPolicyShown);
    internal static readonly FindingKind DefaultPolicyApplies = new("EAS1204", nameof(DefaultPolicyApplies), FindingSeverity.Information, CoreMessages.EAS1204_DefaultPolicyApplies);
    internal static readonly FindingKind AutoArchivingActs = new("EAS1205", nameof(AutoArchivingActs), FindingSeverity.Critical, CoreMessages.EAS1205_AutoArchivingActs);
    internal static readonly FindingKind AutoArchivingAhead = new("EAS1206", nameof(AutoArchivingAhead), FindingSeverity.Warning, CoreMessages.EAS1206_AutoArchivingAhead);
    internal static readonly FindingKind AutoArchivingRests = new("EAS1207", nameof(AutoArchivingRests), FindingSeverity.Information, CoreMessages.EAS1207_AutoArchivingRests);
    internal static readonly FindingKind DeleteTags = new("EAS1208", nameof(DeleteTags), FindingSeverity.Warning, CoreMessages.EAS1208_DeleteTags);
    internal static readonly FindingKind NothingArchives = new("EAS1209", nameof(NothingArchives), FindingSeverity.Information, CoreMessages.EAS1209_NothingArchives);
    internal static readonly FindingKind AutoArchivingAssumedOn = new("EAS1210", nameof(AutoArchivingAssumedOn), FindingSeverity.Information, CoreMessages.EAS1210_AutoArchivingAssumedOn);
    internal static readonly FindingKind RetentionHoldOpenEnded = new("EAS1301", nameof(RetentionHoldOpenEnded), FindingSeverity.Information, CoreMessages.EAS1301_RetentionHoldOpenEnded);
    internal static readonly FindingKind RetentionHoldEnding = new("EAS1302", nameof(RetentionHoldEnding), FindingSeverity.Warning, CoreMessages.EAS1302_RetentionHoldEnding);
    internal static readonly FindingKind RetentionHoldExpired = new("EAS1303", nameof(RetentionHoldExpired), FindingSeverity.Warning, CoreMessages.EAS1303_RetentionHoldExpired);
    internal static readonly FindingKind RetentionHoldNotBegun = new("EAS1304", nameof(RetentionHoldNotBegun), FindingSeverity.Warning, CoreMessages.EAS1304_RetentionHoldNotBegun);
    internal static readonly FindingKind ElcProcessingDisabled = new("EAS1305", nameof(ElcProcessingDisabled), FindingSeverity.Information, CoreMessages.EAS1305_ElcProcessingDisabled);
    internal static readonly FindingKind OrganizationElcProcessingDisabled = new("EAS1306", nameof(OrganizationElcProcessingDisabled), FindingSeverity.Information, CoreMessages.EAS1306_OrganizationElcProcessingDisabled);
    internal static readonly FindingKind RetentionHoldNotTrusted = new("EAS1307", nameof(RetentionHoldNotTrusted), FindingSeverity.Warning, CoreMessages.EAS1307_RetentionHoldNotTrusted);
    internal static readonly FindingKind PreservationLockPossible = new("EAS1308", nameof(PreservationLockPossible), FindingSeverity.Warning, CoreMessages.EAS1308_PreservationLockPossible);
    internal static readonly FindingKind MigrationCompletesFirst = new("EAS1309", nameof(MigrationCompletesFirst), FindingSeverity.Information, CoreMessages.EAS1309_MigrationCompletesFirst);
    internal static readonly FindingKind AutoArchivingSwitchedOff = new("EAS1310", nameof(AutoArchivingSwitchedOff), FindingSeverity.Information, CoreMessages.EAS1310_AutoArchivingSwitchedOff);
    internal static readonly FindingKind ProcessingSwitchObeyed = new("EAS1311", nameof(ProcessingSwitchObeyed), FindingSeverity.Information, CoreMessages.EAS1311_ProcessingSwitchObeyed);
    internal static readonly FindingKind ProcessingSwitchIgnored = new("EAS1312", nameof(ProcessingSwitchIgnored), FindingSeverity.Critical, CoreMessages.EAS1312_ProcessingSwitchIgnored);
    internal static readonly FindingKind ProcessingSwitchUnproven = new("EAS1313", nameof(ProcessingSwitchUnproven), FindingSeverity.Warning, CoreMessages.EAS1313_ProcessingSwitchUnproven);
    internal static readonly FindingKind HoldInForce = new("EAS1314", nameof(HoldInForce), FindingSeverity.Information, CoreMessages.EAS1314_HoldInForce);
    internal static readonly FindingKind FactMissing = new("EAS1401", nameof(FactMissing), FindingSeverity.Warning, CoreMessages.EAS1401_FactMissing);
    internal static readonly FindingKind PermissionMissing = new("EAS1402", nameof(PermissionMissing), FindingSeverity.Warning, CoreMessages.EAS1402_PermissionMissing);
    internal static readonly FindingKind MailboxNotRead = new("EAS1403", nameof(MailboxNotRead), FindingSeverity.Warning, CoreMessages.EAS1403_MailboxNotRead);
    internal static readonly FindingKind QuestionFailed = new("EAS1404", nameof(QuestionFailed), FindingSeverity.Warning, CoreMessages.EAS1404_QuestionFailed);
    internal static readonly FindingKind ValueNotDocumented = new("EAS1405", nameof(ValueNotDocumented), FindingSeverity.Warning, CoreMessages.EAS1405_ValueNotDocumented);
    internal static readonly FindingKind LoopObserved = new("EAS1501", nameof(LoopObserved), FindingSeverity.Critical, CoreMessages.EAS1501_LoopObserved);
    internal static readonly FindingKind LoopNotObserved = new("EAS1502", nameof(LoopNotObserved), FindingSeverity.Information, CoreMessages.EAS1502_LoopNotObserved);
    internal static readonly FindingKind LoopUnknown = new("EAS1503", nameof(LoopUnknown), FindingSeverity.Information, CoreMessages.EAS1503_LoopUnknown);
    internal static readonly FindingKind LoopHistory = new("EAS1504", nameof(LoopHistory), FindingSeverity.Warning, CoreMessages.EAS1504_LoopHistory);
    internal static readonly FindingKind QuotaNearFull = new("EAS2001", nameof(QuotaNearFull), FindingSeverity.Warning, CoreMessages.EAS2001_QuotaNearFull);
    internal static readonly FindingKind QuotaUnknown = new("EAS2002", nameof(QuotaUnknown), FindingSeverity.Warning, CoreMessages.EAS2002_QuotaUnknown);
    internal static readonly FindingKind HoldAlreadyOn = new("EAS2003", nameof(HoldAlreadyOn), FindingSeverity.Warning, CoreMessages.EAS2003_HoldAlreadyOn);
    internal static readonly FindingKind AutoArchivingNotStopped = new("EAS2004", nameof(AutoArchivingNotStopped), FindingSeverity.Warning, CoreMessages.EAS2004_AutoArchivingNotStopped);
    internal static readonly FindingKind PreservationLockMayIgnore = new("EAS2005", nameof(PreservationLockMayIgnore), FindingSeverity.Warning, CoreMessages.EAS2005_PreservationLockMayIgnore);
    internal static readonly FindingKind RecoverableItemsFill = new("EAS2006", nameof(RecoverableItemsFill), FindingSeverity.Warning, CoreMessages.EAS2006_RecoverableItemsFill);
    internal static readonly FindingKind HoldEndsByItself = new("EAS2007", nameof(HoldEndsByItself), FindingSeverity.Warning, CoreMessages.EAS2007_HoldEndsByItself);
    internal static readonly FindingKind PropertyNotReturned = new("EAS2008", nameof(PropertyNotReturned), FindingSeverity.Warning, CoreMessages.EAS2008_PropertyNotReturned);
    internal static readonly FindingKind BatchHasOtherUsers = new("EAS2009", nameof(BatchHasOtherUsers), FindingSeverity.Warning, CoreMessages.EAS2009_BatchHasOtherUsers);
    internal static readonly FindingKind StoppedIsNotEnded = new("EAS2010", nameof(StoppedIsNotEnded), FindingSeverity.Warning, CoreMessages.EAS2010_StoppedIsNotEnded);
    internal static readonly FindingKind OtherEnginesGoOn = new("EAS2011", nameof(OtherEnginesGoOn), FindingSeverity.Information, CoreMessages.EAS2011_OtherEnginesGoOn);
    internal static readonly FindingKind WaitAfterMxChange = new("EAS2012", nameof(WaitAfterMxChange), FindingSeverity.Warning, CoreMessages.EAS2012_WaitAfterMxChange);

    /// <summary>What is worth a warning and decides no verdict.</summary>
    internal static readonly FindingKind[] Beside =
        [MigrationUserListShort, BatchNameRepeats, ArchiveStatusContradicts, ArchiveMayAppear, DeleteTags, LoopObserved, LoopHistory];

    /// <summary>Every kind of finding, by id.</summary>
    public static IReadOnlyList<FindingKind> All { get; } =
    [
        MigrationStillSyncs,
        MigrationWillSync,
        MigrationDormant,
        MigrationEnded,
        NotMigrating,
        MigrationTypeUnaffected,
        MigrationTypeNotJudged,
        MigrationStatusNotJudged,
        MigrationStatusUnknown,
        ExternallyMigrating,
        MigrationUserListShort,
        SeveralMigrationUsers,
        BatchNameRepeats,
        ArchiveExists,
        NoArchive,
        ArchiveStatusContradicts,
        GhostArchive,
        ArchiveMayAppear,
        PolicyTagArchives,
        OptionalTagArchives,
        NoPolicyShown,
        DefaultPolicyApplies,
        AutoArchivingActs,
        AutoArchivingAhead,
        AutoArchivingRests,
        DeleteTags,
        NothingArchives,
        AutoArchivingAssumedOn,
        RetentionHoldOpenEnded,
        RetentionHoldEnding,
        RetentionHoldExpired,
        RetentionHoldNotBegun,
        ElcProcessingDisabled,
        OrganizationElcProcessingDisabled,
        RetentionHoldNotTrusted,
        PreservationLockPossible,
        MigrationCompletesFirst,
        AutoArchivingSwitchedOff,
        ProcessingSwitchObeyed,
        ProcessingSwitchIgnored,
        ProcessingSwitchUnproven,
        HoldInForce,
        FactMissing,
        PermissionMissing,
        MailboxNotRead,
        QuestionFailed,
        ValueNotDocumented,
        LoopObserved,
        LoopNotObserved,
        LoopUnknown,
        LoopHistory,
        QuotaNearFull,
        QuotaUnknown,
        HoldAlreadyOn,
        AutoArchivingNotStopped,
        PreservationLockMayIgnore,
        RecoverableItemsFill,
        HoldEndsByItself,
        PropertyNotReturned,
        BatchHasOtherUsers,
        StoppedIsNotEnded,
        OtherEnginesGoOn,
        WaitAfterMxChange,
    ];

    /// <summary>A finding of this kind.</summary>
    /// <param name="values">What goes into the sentence.</param>
    internal Finding Found(params object?[] values) => new(this, DisplayText.Sentence(Sentence, values), []);

    /// <summary>The same finding with the facts it rests on.</summary>
    /// <param name="facts">Names and values as Exchange gives them.</param>
    /// <param name="values">What goes into the sentence.</param>
    internal Finding Found(IReadOnlyList<KeyValuePair<string, string>> facts, params object?[] values) =>
        new(this, DisplayText.Sentence(Sentence, values), facts);
}
