namespace ExchangeArchiveSafety.Exchange;

/// <summary>
/// Decides whose commands are asked: those of the live connection to Exchange Online, whether or not they have a prefix. A hybrid administrator's session also
/// holds the commands of Exchange on premises, and these must never answer for the tenant.
/// </summary>
/// <param name="Commands">The commands that are asked.</param>
/// <param name="Connection">Their connection; null where nothing is said of connections.</param>
/// <param name="IsOnlyConnection">Whether there is no other one that Get-EXO* could use instead.</param>
internal sealed record SessionChoice(CommandSet Commands, ExchangeConnection? Connection, bool IsOnlyConnection)
{
    private const string Connect = "Connect-ExchangeOnline";

    /// <summary>Decides.</summary>
    /// <param name="connections">What Get-ConnectionInformation says; null where it cannot be asked.</param>
    /// <param name="visible">The sets of commands that are here.</param>
    /// <param name="ownedBy">The sets that belong to a connection.</param>
    /// <exception cref="ExchangeCallException"><c>ExchangeSessionMissing</c> or <c>ExchangeSessionAmbiguous</c>.</exception>
    public static SessionChoice Of(
        IReadOnlyList<ExchangeConnection>? connections, IReadOnlyList<CommandSet> visible, Func<ExchangeConnection, IReadOnlyList<CommandSet>> ownedBy)
    {
        if (connections is null)
        {
            return visible.Count == 0 ? throw Missing() : new(One(visible), null, IsOnlyConnection: true);
        }

        // The token of a connection may have run out and be renewed by the next call, so where none is live the others count.
        var exchange = connections.Where(connection => connection.IsExchange).ToList();
        var live = exchange.FindAll(connection => connection.IsLive);
        var candidates = live.Count > 0 ? live : exchange;
        var fitting = candidates.Select(connection => (Connection: connection, Sets: ownedBy(connection))).Where(one => one.Sets.Count > 0).ToList();
        if (fitting.Count == 0 && visible.Count > 0)
        {
            throw Ambiguous(DisplayText.Sentence(Messages.ExchangeCommandsForeign, Shown(visible), candidates.Count > 0 ? Shown(candidates) : Messages.NoConnection));
        }

        if (fitting.Count == 0)
        {
            // Connected, but nothing that is needed was granted or imported: each question says so itself.
            fitting = [.. live.Select(connection => (connection, (IReadOnlyList<CommandSet>)[new CommandSet(connection.Prefix ?? "", connection.Module ?? "", [])]))];
        }

        if (fitting.Count == 0)
        {
            throw Missing();
        }

        // Connecting twice to one tenant is as good as once; the later one holds the commands.
        var (chosen, sets) = fitting.Last();
        var commands = One(sets);
        if (fitting.Exists(one => !ReferenceEquals(one.Connection, chosen)
            && !(one.Connection.IsSameTenant(chosen) && one.Sets.All(set => string.Equals(set.Prefix, commands.Prefix, StringComparison.OrdinalIgnoreCase)))))
        {
            throw Ambiguous(DisplayText.Sentence(Messages.ExchangeSessionAmbiguous, Shown(fitting.Select(one => one.Connection))));
        }

        return new(commands, chosen, connections.Count == 1);
    }

    /// <summary>Of several sets under one prefix that of a temporary module, else the one of a module: functions of none may be anybody's.</summary>
    private static CommandSet One(IReadOnlyList<CommandSet> sets)
    {
        if (sets.Select(set => set.Prefix).Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1)
        {
            foreach (var isIt in new Func<CommandSet, bool>[] { _ => true, set => CommandSet.IsTemporary(set.Module), set => set.Module.Length > 0 })
            {
                var fitting = sets.Where(isIt).ToList();
                if (fitting.Count == 1)
                {
                    return fitting[0];
                }
            }
        }

        throw Ambiguous(DisplayText.Sentence(Messages.ExchangeCommandsAmbiguous, Shown(sets)));
    }

    private static string Shown(IEnumerable<object> several) => string.Join("; ", several);

    private static ExchangeCallException Missing() => new(ErrorIds.ExchangeSessionMissing, Connect, Messages.ExchangeSessionMissing);

    private static ExchangeCallException Ambiguous(string message) => new(ErrorIds.ExchangeSessionAmbiguous, Connect, message);
}
