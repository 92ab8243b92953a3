namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>How a mailbox can be found, and how it is then suspended.</summary>
internal sealed record Start(MailboxState State, ArchivingSetting[] NotReturned, SuspensionMethod Method, DateTime? Until)
{
    /// <summary>Whether the method can work on what the mailbox returns; nothing is set that was not returned.</summary>
    public bool Possible => Method == SuspensionMethod.ElcProcessing
        ? !NotReturned.Contains(ArchivingSetting.ElcProcessingDisabled)
        : Until is null || !NotReturned.Contains(ArchivingSetting.EndDateForRetentionHold);

    /// <summary>Whether the hold can be seen to hold: without its dates nobody knows.</summary>
    public bool Visible => Method == SuspensionMethod.ElcProcessing
        || !(NotReturned.Contains(ArchivingSetting.StartDateForRetentionHold) || NotReturned.Contains(ArchivingSetting.EndDateForRetentionHold));

    /// <summary>
    /// Flag on and off × begin and end open, past, ahead and not returned × processing and auto-archiving on, off and not returned × each way to suspend.
    /// Dates that outlived their hold are among them.
    /// </summary>
    public static IEnumerable<Start> All()
    {
        DateTime?[] dates = [null, World.At(-9), World.At(9)];
        foreach (var hold in new[] { false, true })
        {
            for (var start = 0; start <= dates.Length; start++)
            {
                for (var end = 0; end <= dates.Length; end++)
                {
                    for (var flags = 0; flags < 9; flags++)
                    {
                        var state = new MailboxState
                        {
                            Hold = hold,

                            // What is not returned is there all the same, and holds nothing.
                            Start = start < dates.Length ? dates[start] : World.At(9),
                            End = end < dates.Length ? dates[end]?.AddDays(1) : World.At(-1),
                            Elc = flags % 3 == 1,
                            Auto = flags / 3 == 1,
                        };
                        ArchivingSetting[] hidden =
                        [
                            .. start == dates.Length ? [ArchivingSetting.StartDateForRetentionHold] : Array.Empty<ArchivingSetting>(),
                            .. end == dates.Length ? [ArchivingSetting.EndDateForRetentionHold] : Array.Empty<ArchivingSetting>(),
                            .. flags % 3 == 2 ? [ArchivingSetting.ElcProcessingDisabled] : Array.Empty<ArchivingSetting>(),
                            .. flags / 3 == 2 ? [ArchivingSetting.AutoArchivingEnabled] : Array.Empty<ArchivingSetting>(),
                        ];
                        yield return new(state, hidden, SuspensionMethod.RetentionHold, null);
                        yield return new(state, hidden, SuspensionMethod.RetentionHold, World.At(30).AddTicks(1234567));
                        yield return new(state, hidden, SuspensionMethod.ElcProcessing, null);
                    }
                }
            }
        }
    }

    /// <summary>Those that differ in what their method reads and sets: enough where each is killed at every point.</summary>
    public static IEnumerable<Start> Distinct() => All().Where(start => start.Method == SuspensionMethod.ElcProcessing
        ? start.State is { Hold: false, Auto: true } && start.State.Start is null && start.State.End is null
        : !start.State.Elc && !start.NotReturned.Contains(ArchivingSetting.ElcProcessingDisabled));

    public World NewWorld(Func<KillPoints, TestJournal>? journal = null, bool dropsFractions = false) => new(State, NotReturned, journal, dropsFractions);

    public SuspensionOutcome Suspend(World world) => world.Suspend(Method, Until);
}
