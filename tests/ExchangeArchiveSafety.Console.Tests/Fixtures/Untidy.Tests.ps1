# Passes every test and fails in clearing up, for the tests of the runner. Not a test of the module.
Describe 'Untidy' {
    AfterAll {
        throw 'left a mess'
    }

    It 'passes' {
        $true | Should -BeTrue
    }
}
