namespace ExchangeArchiveSafety.Conflicts;

/// <summary>A mailbox with everything that its verdict was decided by; the reasons are read from here.</summary>
/// <param name="Snapshot">What was read of the tenant.</param>
/// <param name="Mailbox">What was read of the mailbox.</param>
/// <param name="Migration">Its migration records.</param>
/// <param name="Policy">Its effective policy.</param>
/// <param name="Loop">What the assistant's counters prove; null where they were not read.</param>
/// <param name="Threshold">The threshold of auto-archiving in per cent.</param>
/// <param name="Worlds">The ways in which its facts could be.</param>
/// <param name="AsOfUtc">The time the verdict is about, UTC.</param>
internal sealed record JudgedMailbox(
    TenantSnapshot Snapshot,
    Mailbox Mailbox,
    MigrationOfMailbox Migration,
    EffectivePolicy Policy,
    LoopEvidence? Loop,
    int Threshold,
    PossibleWorlds Worlds,
    DateTime AsOfUtc)
{
    /// <summary>The verdict.</summary>
    public ConflictState State { get; } = Worlds.Verdict();

    /// <summary>The engines that act or are ahead in every world.</summary>
    public IReadOnlyList<ArchivingEngine> Engines { get; } = EnginesIn(Worlds);

    /// <summary>The switches that are set in every world, but for those that are proven to be ignored.</summary>
    public IReadOnlyList<ArchivingSwitch> HeldOffBy { get; } = SwitchesIn(Worlds);

    /// <summary>What is remembered of it; null where nothing is.</summary>
    public MailboxHistory? History { get; init; }

    /// <summary>Whether it is remembered that the loop ran since the migration that acts now began.</summary>
    public bool RanBefore => LoopEvidence.Begin(Migration) is { } began && History?.Loops.Any(run => run.LastSuccessUtc > began) == true;

    private static List<ArchivingEngine> EnginesIn(PossibleWorlds worlds)
    {
        var engines = new List<ArchivingEngine>();
        if (worlds.Always(facts => facts.PolicyTag))
        {
            engines.Add(ArchivingEngine.RetentionPolicyTag);
        }

        if (worlds.Always(facts => facts.OptionalTag))
        {
            engines.Add(ArchivingEngine.OptionalPersonalTag);
        }

        if (worlds.Always(facts => facts.AutoArchiving != AutoArchivingLevel.Rests))
        {
            engines.Add(ArchivingEngine.AutoArchiving);
        }

        return engines;
    }

    private static List<ArchivingSwitch> SwitchesIn(PossibleWorlds worlds)
    {
        var switches = new List<ArchivingSwitch>();
        if (worlds.Always(facts => facts.Hold != HoldWindow.None))
        {
            switches.Add(ArchivingSwitch.RetentionHold);
        }

        var isObeyed = !worlds.Never(facts => facts.ProcessingIsOff);
        if (isObeyed && worlds.Always(facts => facts.MailboxProcessingDisabled))
        {
            switches.Add(ArchivingSwitch.ElcProcessingDisabled);
        }

        if (isObeyed && worlds.Always(facts => facts.OrganizationProcessingDisabled))
        {
            switches.Add(ArchivingSwitch.OrganizationElcProcessingDisabled);
        }

        if (worlds.Always(facts => facts.AutoArchivingOff && facts.AutoArchiving != AutoArchivingLevel.Rests))
        {
            switches.Add(ArchivingSwitch.AutoArchivingDisabled);
        }

        return switches;
    }
}
