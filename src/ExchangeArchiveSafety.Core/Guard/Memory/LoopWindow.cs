namespace ExchangeArchiveSafety;

/// <summary>A time in which the loop could run: passes saw a sync that cannot see the archive, and no suspension of ours was seen in force. It may have been longer.</summary>
/// <param name="FromUtc">When it began at the latest, UTC.</param>
/// <param name="ToUtc">When it ended at the earliest, UTC.</param>
public sealed record LoopWindow(DateTime FromUtc, DateTime ToUtc)
{
    /// <summary>The windows of a mailbox as far as a journal knows them, oldest first; none where it knows nothing.</summary>
    /// <param name="memory">What passes wrote down.</param>
    /// <param name="name">The address that the migration knows the mailbox by, or its ExchangeGuid.</param>
    public static IReadOnlyList<LoopWindow> Of(MigrationMemory memory, string name)
    {
        var users = memory.UsersOf(name);
        var windows = new List<LoopWindow>();
        foreach (var seen in users.Where(user => memory.KindOf(user) == MigrationKind.Affected)
            .SelectMany(user => user.StatusChanges).Where(change => Vocabularies.UserStatus.Of(change.Status)?.Activity == MigrationActivity.StillSyncs)
            .OrderBy(change => change.AtUtc))
        {
            // Times that meet are one window, also of several batches.
            var before = windows.LastOrDefault();
            if (before is not null && seen.AtUtc <= before.ToUtc)
            {
                windows[windows.Count - 1] = before with { ToUtc = seen.LastSeenUtc > before.ToUtc ? seen.LastSeenUtc : before.ToUtc };
            }
            else
            {
                windows.Add(new(seen.AtUtc, seen.LastSeenUtc));
            }
        }

        foreach (var held in users.Select(user => user.Known.ExchangeGuid).Where(mailbox => mailbox != Guid.Empty).Distinct().SelectMany(memory.HeldOff))
        {
            windows = [.. windows.SelectMany(window => window.Without(held.FromUtc, held.EndedUtc ?? DateTime.MaxValue))];
        }

        return [.. windows.Where(window => window.FromUtc < window.ToUtc)];
    }

    /// <summary>What is said of windows; null for none.</summary>
    /// <param name="windows">The windows.</param>
    public static string? Tell(IReadOnlyCollection<LoopWindow> windows) => windows.Count == 0 ? null : DisplayText.Sentence(CoreMessages.LoopWindows, string.Join("; ", windows));

    /// <summary>Both times in one line.</summary>
    public override string ToString() => DisplayText.Sentence(CoreMessages.LoopWindow, FromUtc, ToUtc);

    private IEnumerable<LoopWindow> Without(DateTime from, DateTime to)
    {
        if (to <= FromUtc || from >= ToUtc)
        {
            yield return this;
            yield break;
        }

        if (from > FromUtc)
        {
            yield return this with { ToUtc = from };
        }

        if (to < ToUtc)
        {
            yield return this with { FromUtc = to };
        }
    }
}
