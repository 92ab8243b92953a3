namespace ExchangeArchiveSafety.Lab.ExchangeOnline;

/// <summary>Every command that reached the tenant, in order. What <c>-WhatIf</c> held back never gets here.</summary>
public sealed class CallLog
{
    private readonly Lock _gate = new();
    private readonly List<CallRecord> _calls = [];
    private int _sequence;

    public IReadOnlyList<CallRecord> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public IReadOnlyList<CallRecord> Writes => [.. All.Where(call => call.Writes)];

    public IReadOnlyList<CallRecord> Of(string command) => [.. All.Where(call => call.Command.Equals(command, StringComparison.OrdinalIgnoreCase))];

    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
        }
    }

    internal CallRecord Add(CommandCall call, DateTime time, string? mailbox)
    {
        lock (_gate)
        {
            var record = new CallRecord(++_sequence, call.Name, call.Parameters, time, call.ConnectionId, mailbox);
            _calls.Add(record);
            return record;
        }
    }
}
