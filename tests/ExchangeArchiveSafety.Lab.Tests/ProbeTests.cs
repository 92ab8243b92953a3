namespace Probe;
public class ProbeTests { [Xunit.Fact] public void Runs() => Xunit.Assert.Equal(2, 1 + 1); }
