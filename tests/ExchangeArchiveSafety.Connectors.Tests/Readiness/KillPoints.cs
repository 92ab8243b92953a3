namespace ExchangeArchiveSafety.Probing;

/// <summary>Counts the places at which a process can be killed, and kills it at one of them. Whoever is dead does nothing more.</summary>
internal sealed class KillPoints(int at)
{
    private int _passed;

    /// <summary>Where it died; null where it lives.</summary>
    public string? Killed { get; private set; }

    public void Pass(string point)
    {
        if (Killed is null && _passed++ == at)
        {
            Killed = point;
        }

        if (Killed is not null)
        {
            throw new KilledException(Killed);
        }
    }

    public async Task<T> AroundAsync<T>(string call, Func<Task<T>> act)
    {
        Pass("before " + call);
        var result = await act();
        Pass("after " + call);
        return result;
    }

    public T Around<T>(string call, Func<T> act)
    {
        Pass("before " + call);
        var result = act();
        Pass("after " + call);
        return result;
    }
}
