using System.Reflection;

namespace ExchangeArchiveSafety.Tests.Completion;

/// <summary>How long an answer is remembered, by a watch that is passed in.</summary>
public sealed class MemoryTests : IDisposable
{
    private readonly Engine _engine = Engine.Start();
    private readonly object _memory;
    private readonly MethodInfo _of;
    private TimeSpan _now;
    private TimeSpan _takes;
    private int _asked;

    public MemoryTests()
    {
        var module = ((CmdletInfo)_engine.Run("Get-Command Test-ArchiveMigrationConflict")[0].BaseObject).ImplementingType.Assembly;
        var type = module.GetType("ExchangeArchiveSafety.Binding.CompletionMemory", throwOnError: true)!;
        _memory = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)[0].Invoke([(Func<TimeSpan>)(() => _now)]);
        _of = type.GetMethod("Of")!;
    }

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void An_answer_holds_for_a_minute()
    {
        Ask("batches");
        _now += TimeSpan.FromSeconds(59);
        Ask("batches");
        Assert.Equal(1, _asked);

        _now += TimeSpan.FromSeconds(1);
        Ask("batches");
        Assert.Equal(2, _asked);
    }

    [Fact]
    public void What_is_not_worth_keeping_is_asked_again()
    {
        Ask("batches", isKept: false);
        Ask("batches");
        Assert.Equal(2, _asked);
        Ask("batches", isKept: false);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public void Another_question_is_another_answer()
    {
        Ask("batches");
        Ask("mailboxes");
        Assert.Equal(2, _asked);
    }

    [Fact]
    public void What_could_not_be_stopped_in_time_is_not_asked_again()
    {
        _takes = TimeSpan.FromMinutes(10);
        Ask("batches");
        _now += TimeSpan.FromDays(1);
        Ask("batches");
        Assert.Equal(1, _asked);
    }

    private void Ask(string question, bool isKept = true)
    {
        var asks = _of.GetParameters()[1].ParameterType;
        var answer = GetType().GetMethod(nameof(Answer), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(asks.GetGenericArguments()[0].GetGenericArguments()[0]);
        _ = _of.Invoke(_memory, [question, answer.CreateDelegate(asks, this), isKept]);
    }

    private IReadOnlyList<T> Answer<T>()
    {
        _asked++;
        _now += _takes;
        return [];
    }
}
