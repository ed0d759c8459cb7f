from training.choose_vote import middle


def test_of_cells_that_data_cannot_tell_apart_the_middle_is_taken():
    assert middle([(0.0, 1.0), (1.0, 1.0), (2.0, 1.0), (9.0, 5.0)]) == (1.0, 1.0)


def test_one_cell_is_its_own_middle():
    assert middle([(0.2, 3.0)]) == (0.2, 3.0)
